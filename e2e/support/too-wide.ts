/** What to ask the sandbox for so that its payload is wider than the model's schema allows. */
export function tooWide() {
  const properties = { prompt: { type: "string" }, width: { type: "integer", minimum: 256, maximum: 1024 } };
  const Input = { type: "object", required: ["prompt"], properties };
  const data = {
    name: "sandbox/image",
    example_input: { prompt: "x", width: 5000 },
    openapi_schema: { components: { schemas: { Input } } },
  };
  return { model: undefined, agent_tool_config: { "sandbox-agent-tool": { data } } };
}
