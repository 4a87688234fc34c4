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

/**
 * What an operation answers to whoever asks for this page: in this process, yet with the rights, limits and words of
 * the API; null where it refuses, for then the page asks by itself and says why.
 */
export async function answerOf<Name extends OperationName & `GET ${string}`>(
  name: Name,
  route: Route,
  asked: Pick<Asked<Name>, "params" | "query">,
): Promise<Answered<Name> | null> {
  const sent = new Headers(await headers());
  // A page is never answered by "not modified".
  sent.delete("if-none-match");
  sent.set("accept", "application/json");
  const request = new Request(new URL(addressOf(name, asked), "http://localhost"), { headers: sent });
  const answer = await route(request, { params: Promise.resolve(asked.params ?? {}) });
  return answer.ok ? answered<Name>(await answer.text()) : null;
}

/** Guarantee: the route validates what it sends, so an answer is taken for what its row promises. */
function answered<Name extends OperationName>(text: string): Answered<Name> {
  return parseJson(text) as Answered<Name>;
}

interface FirstDataProps {
  first: First[];
  /**
   * True where the stream of events goes on from where this was read; all else is asked for once more when the page is
   * there, for something may have happened on the way.
   */
  kept: boolean;
  children: ReactNode;
}

/** Gives the cache of the browser what the server has read, so that the first paint shows it. */
export function FirstData({ first, kept, children }: FirstDataProps) {
  const client = new QueryClient();
  for (const { key, data } of first) {
    if (data !== null) client.setQueryData(key, data, { updatedAt: kept ? Date.now() : 1 });
  }
  // As text, for what the framework hands over knows fewer numbers than the wire.
  return <Hydrated state={dehydrate(client, { serializeData: printJson })}>{children}</Hydrated>;
}
