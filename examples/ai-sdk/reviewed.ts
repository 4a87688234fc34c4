import type { ModelMessage, ToolApprovalRequest, ToolApprovalResponse, ToolCallPart } from "ai";
import type { Answer, Arguments, Desk, Question } from "../desk.ts";

/** A tool call that waits for a person. */
interface Pause {
  request: ToolApprovalRequest;
  call: ToolCallPart;
}

interface Options {
  /** Names the conversation; one process at a time goes on with it. */
  conversation: string;
  desk: Desk;
  /** Keeps the conversation, so that another process can go on: called before anybody is asked. */
  keep: (messages: ModelMessage[]) => Promise<void> | void;
  /** What is asked about a call, beside its arguments. */
  questionOf?: (call: ToolCallPart) => Partial<Question>;
  signal?: AbortSignal;
}

/** A `generateText` with tools that have `needsApproval`. */
type Generate<Result> = (messages: ModelMessage[]) => PromiseLike<Result>;

/**
 * Generates until no tool waits for a person any more. Each call that needs approval becomes a question on the desk; what
 * a reviewer edited stands in the call before the tool runs, and a rejection's reason is what the model reads. Called
 * again with the messages that were kept, it goes on where they stand: what was asked is not asked anew.
 */
export async function reviewed<Result extends { response: { messages: ModelMessage[] } }>(
  generate: Generate<Result>,
  begun: ModelMessage[],
  { conversation, desk, keep, questionOf, signal }: Options,
): Promise<Result> {
  let messages = begun;
  for (;;) {
    const pauses = pausesIn(messages);
    const answers = await Promise.all(
      pauses.map(async ({ request, call }) => {
        const question = { title: `Call ${call.toolName}?`, arguments: call.input as Arguments };
        const asked = { group_id: conversation, ...question, ...questionOf?.(call) };
        const id = await desk.ask(asked, `${conversation} ${request.approvalId}`);
        return { request, call, answer: await desk.answerTo(id, signal) };
      }),
    );
    if (answers.length > 0) {
      const signed = new Map(answers.map(({ call, answer }) => [call.toolCallId, answer]));
      const content = answers.map(({ request, answer }) => responseTo(request, answer));
      messages = [...withSignedInput(messages, signed), { role: "tool", content }];
    }
    const result = await generate(messages);
    messages = [...messages, ...result.response.messages];
    if (pausesIn(messages).length === 0) return result;
    await keep(messages);
  }
}

/** The calls of the last message that wait. */
function pausesIn(messages: ModelMessage[]): Pause[] {
  const last = messages.at(-1);
  if (last?.role !== "assistant" || typeof last.content === "string") return [];
  const calls = last.content.filter((part) => part.type === "tool-call");
  return last.content.flatMap((part) => {
    if (part.type !== "tool-approval-request") return [];
    const call = calls.find(({ toolCallId }) => toolCallId === part.toolCallId);
    return call ? [{ request: part, call }] : [];
  });
}

function responseTo({ approvalId }: ToolApprovalRequest, answer: Answer): ToolApprovalResponse {
  const reason = answer.decision === "none" ? `Nobody answered: ${answer.status}` : answer.message;
  return {
    type: "tool-approval-response",
    approvalId,
    approved: answer.decision === "approved",
    ...(reason !== null && { reason }),
  };
}

/** What was signed is what runs: an approval of the SDK changes no input, so the call itself is what says it. */
function withSignedInput(messages: ModelMessage[], answers: ReadonlyMap<string, Answer>): ModelMessage[] {
  return messages.map((message) => {
    if (message.role !== "assistant" || typeof message.content === "string") return message;
    const content = message.content.map((part) => {
      const answer = part.type === "tool-call" ? answers.get(part.toolCallId) : undefined;
      return answer?.decision === "approved" ? { ...part, input: answer.arguments } : part;
    });
    return { ...message, content };
  });
}
