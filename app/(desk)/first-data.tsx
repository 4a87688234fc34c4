import { dehydrate, QueryClient, type QueryKey } from "@tanstack/react-query";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { addressOf } from "@/components/api/call";
import { Hydrated } from "@/components/live/hydrated";
import type { Answered, Asked, OperationName } from "@/lib/contracts/endpoints/typed";
import { parseJson, printJson } from "@/lib/contracts/json-text";

/** A route of ours, as it is exported. */
type Route = (request: Request, context?: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** What the cache of a page begins with; null where there is nothing to begin with. */
export interface First {
  key: QueryKey;
  data: unknown;
}

/** A longer answer is left for the page to ask for: the HTML would hold it beside what is drawn. */
const mostLetters = 256_000;

/**
 * What an operation answers to whoever asks for this page: in this process, yet with the rights, limits and words of
 * the API. Null where it refuses or has much to say, for then the page asks by itself; and on the way from page to
 * page, where the cache of the browser has it or asks for it while the page is drawn.
 */
export async function answerOf<Name extends OperationName & `GET ${string}`>(
  name: Name,
  route: Route,
  asked: Pick<Asked<Name>, "params" | "query">,
): Promise<Answered<Name> | null> {
  const sent = new Headers(await headers());
  if (sent.get("sec-fetch-dest") === "empty") return null;
  // A page is never answered by "not modified".
  sent.delete("if-none-match");
  sent.set("accept", "application/json");
  const request = new Request(new URL(addressOf(name, asked), "http://localhost"), { headers: sent });
  const answer = await route(request, { params: Promise.resolve(asked.params ?? {}) });
  const text = answer.ok ? await answer.text() : null;
  return text === null || text.length > mostLetters ? null : answered<Name>(text);
}

/** Guarantee: the route validates what it sends, so an answer is taken for what its row promises. */
function answered<Name extends OperationName>(text: string): Answered<Name> {
  return parseJson(text) as Answered<Name>;
}

/**
 * Gives the cache of the browser what the server has read, so that the first paint shows it. It never stands before
 * what the browser knows, and is asked for once more when the page is there, for something may have happened on the
 * way; but for the list of what waits, which the stream of events goes on with.
 */
export function FirstData({ first, children }: { first: First[]; children: ReactNode }) {
  const client = new QueryClient();
  for (const { key, data } of first) if (data !== null) client.setQueryData(key, data, { updatedAt: 1 });
  // As text, for what the framework hands over knows fewer numbers than the wire.
  return <Hydrated state={dehydrate(client, { serializeData: printJson })}>{children}</Hydrated>;
}
