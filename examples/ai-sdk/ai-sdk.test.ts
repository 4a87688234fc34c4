import { generateText, jsonSchema, type ModelMessage, tool } from "ai";
import { MockLanguageModelV3 } from "ai/test";
import { type Around, type Asker, askerCases, type Came } from "@/lib/testing/asker-cases";
import { type Arguments, deskAt } from "../desk";
import { reviewed } from "./reviewed";

const usage = {
  inputTokens: { total: 1, noCache: 1, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: 1, text: 1, reasoning: undefined },
};
const end = { usage, warnings: [] };

/** What the model reads of its calls in the end, as the SDK tells it. */
function cameIn(messages: readonly ModelMessage[]): Map<string, Came> {
  const results = messages.flatMap(({ role, content }) =>
    role === "tool" ? content.flatMap((part) => (part.type === "tool-result" ? [part] : [])) : [],
  );
  return new Map(
    results.map(({ toolCallId, output }): [string, Came] => {
      if (output.type === "json") return [toolCallId, { did: output.value as Arguments }];
      const reason = (output.type === "execution-denied" && output.reason) || null;
      const [, unanswered] = /^Nobody answered: (.*)$/.exec(reason ?? "") ?? [];
      return [toolCallId, unanswered ? { unanswered } : { refused: reason }];
    }),
  );
}

function askerOf({ effect, ...to }: Around): Asker {
  const desk = deskAt(to);
  let kept: ModelMessage[] | null = null;
  const act = tool({
    description: "Acts",
    inputSchema: jsonSchema<Arguments>({ type: "object" }),
    needsApproval: true,
    execute: (given) => {
      effect(given);
      return given;
    },
  });
  return async ({ id, questions }, signal) => {
    let read = new Map<string, Came>();
    const model = new MockLanguageModelV3({
      async doGenerate({ prompt }) {
        if (prompt.at(-1)?.role === "tool") {
          read = cameIn(prompt as unknown as ModelMessage[]);
          return {
            content: [{ type: "text", text: "Done" }],
            finishReason: { unified: "stop", raw: undefined },
            ...end,
          };
        }
        const content = questions.map(({ arguments: given }, at) => ({
          type: "tool-call" as const,
          toolCallId: `call-${at}`,
          toolName: "act",
          input: JSON.stringify(given),
        }));
        return { content, finishReason: { unified: "tool-calls", raw: undefined }, ...end };
      },
    });
    await reviewed(
      (messages) => generateText({ model, tools: { act }, messages }),
      kept ?? [{ role: "user", content: "Go on" }],
      {
        conversation: id,
        desk,
        keep: (messages) => {
          kept = messages;
        },
        questionOf: ({ toolCallId }) => questions[Number(toolCallId.slice("call-".length))] ?? {},
        signal,
      },
    );
    return questions.map((_, at) => read.get(`call-${at}`) ?? { unanswered: "not told" });
  };
}

await askerCases("a tool of the AI SDK's", askerOf);
