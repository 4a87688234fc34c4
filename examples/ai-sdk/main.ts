// KEY=… npx tsx examples/ai-sdk/main.ts
import { generateText, type ModelMessage, tool } from "ai";
import { MockLanguageModelV3 } from "ai/test";
import { z } from "zod";
import { deskAt } from "../desk.ts";
import { reviewed } from "./reviewed.ts";

const refund = tool({
  description: "Sends a refund",
  inputSchema: z.object({ customer: z.string(), amount: z.number() }),
  needsApproval: true,
  execute: async ({ customer, amount }) => `Sent ${amount} to ${customer}`,
});

const usage = {
  inputTokens: { total: 1, noCache: 1, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: 1, text: 1, reasoning: undefined },
};

/** Stands in for a model of a provider, and wants one refund. */
const model = new MockLanguageModelV3({
  doGenerate: async ({ prompt }) => {
    const last = prompt.at(-1);
    const input = JSON.stringify({ customer: "ito", amount: 40 });
    if (last?.role === "tool")
      return {
        content: [{ type: "text", text: `Done: ${JSON.stringify(last.content)}` }],
        finishReason: { unified: "stop", raw: undefined },
        usage,
        warnings: [],
      };
    return {
      content: [{ type: "tool-call", toolCallId: "call-1", toolName: "refund", input }],
      finishReason: { unified: "tool-calls", raw: undefined },
      usage,
      warnings: [],
    };
  },
});

const desk = deskAt({ url: process.env.DESK ?? "http://localhost:3000", key: process.env.KEY ?? "" });
const begun: ModelMessage[] = [{ role: "user", content: "Ms Ito wants her money back" }];
const { text } = await reviewed((messages) => generateText({ model, tools: { refund }, messages }), begun, {
  conversation: `refund-${Date.now()}`,
  desk,
  keep: () => {},
});
console.log(text);
