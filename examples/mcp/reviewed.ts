import type { Client } from "@modelcontextprotocol/client";
import type { Answer, Question } from "../desk.ts";

/** What `get_review` tells. */
interface Review {
  review_id: string;
  status: string;
  answer: Exclude<Answer, { decision: "none" }> | null;
}

const open = new Set(["queued", "running", "awaiting_human"]);

/**
 * Asks a person through the tools of `/api/mcp`, and waits for what comes of it.
 * @param key the same one asks the same question once, however often it is sent
 */
export async function reviewed(
  client: Client,
  question: Question,
  key: string,
  signal?: AbortSignal,
): Promise<Answer> {
  const options = signal && { signal };
  async function call(name: string, given: Record<string, unknown>): Promise<Review> {
    const { isError, content, structuredContent } = await client.callTool(
      { name, arguments: given },
      options,
    );
    const [first] = content;
    const text = first?.type === "text" ? first.text : "";
    if (isError) throw new Error(`The desk said: ${text}`);
    // Whole numbers beyond 2^53 come as text alone; a parser that keeps digits reads them.
    return (structuredContent ?? JSON.parse(text)) as unknown as Review;
  }
  let review = await call("request_review", { ...question, idempotency_key: key });
  while (review.answer === null && open.has(review.status))
    review = await call("get_review", { review_id: review.review_id, wait_seconds: 30 });
  return review.answer ?? { decision: "none", status: review.status };
}
