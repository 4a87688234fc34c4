import type { CallToolResult } from "@modelcontextprotocol/server";
import { holdsBigInt, parseJson, printJson } from "@/lib/contracts/json-text";
import { Run } from "@/lib/contracts/run";

/** What a model needs to know of a run, in few words. */
function runInShort(run: Run, site: string) {
  const { run_id, status, prompt, message, expires_at, result, error, validation_issues, outputs } = run;
  const more = { status, message, expires_at, validation_issues, url: `${site}/runs/${run_id}` };
  return run.question === null
    ? { run_id, model: run.model, ...more, result, outputs, error }
    : { review_id: run_id, title: prompt, ...more, answer: result };
}

/**
 * An answer of the API as a tool gives it: JSON as text, digit by digit, and structured as well where a client's parser
 * would not round it. What was refused is the model's to mend, so it is told, and is no fault of the protocol.
 */
export async function told(response: Response, site: string): Promise<CallToolResult> {
  const body = parseJson(await response.text());
  const run = Run.safeParse(body);
  const value = run.success ? runInShort(run.data, site) : body;
  const text = printJson(value, 2);
  return {
    content: [{ type: "text", text }],
    ...(!holdsBigInt(value) && { structuredContent: { ...Object(value) } }),
    ...(!response.ok && { isError: true }),
  };
}
