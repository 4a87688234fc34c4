import { type ReadBody, readBody } from "./read-body";

/** What came back, whatever the status; the body is read to its end, or to the limit. */
export interface WholeAnswer extends ReadBody {
  status: number;
  headers: Headers;
}

/** A request as an official client makes it. `Client` is that client. */
export type Making<Client> = (client: Client, options: { signal: AbortSignal }) => Promise<unknown>;

interface Through {
  fetch: typeof fetch;
  /** The very text that goes out; absent where it is the client's own. */
  body?: string | undefined;
  /** Of the headers that the client makes, the names that go out: it adds what the environment says, too. */
  kept: readonly string[];
  /** What goes out with them: who asks. */
  headers: Readonly<Record<string, string>>;
  /** Bytes of the answer that are read. */
  most: number;
}

/**
 * Sends exactly once what an official client makes. By itself it would repeat a request on 408, 409, 429, 5xx and a lost
 * connection (law 3): here it may not, for the `fetch` it is given keeps the outcome and shows it an empty success.
 * Rejects only when no answer came, not even its head.
 * @param make uses the client with the `fetch` it is given, and waits for it
 */
export async function throughClient(
  { fetch, body, kept, headers, most }: Through,
  make: (fetch: typeof globalThis.fetch) => Promise<unknown>,
): Promise<WholeAnswer> {
  let outcome: Promise<WholeAnswer> | null = null;
  await make(async (input, init) => {
    outcome ??= complete(
      fetch(input, {
        ...init,
        ...(body !== undefined && { body }),
        headers: new Headers([...named(init?.headers, kept), ...Object.entries(headers)]),
        // The key goes to no address that an answer names.
        redirect: "manual",
      }),
      most,
    );
    await outcome.catch(() => undefined);
    return new Response(null, { status: 204 });
  });
  if (outcome === null) throw new Error("The client sent nothing.");
  return outcome;
}

function named(made: ConstructorParameters<typeof Headers>[0], kept: readonly string[]): [string, string][] {
  const all = new Headers(made);
  return kept.flatMap((name): [string, string][] => {
    const value = all.get(name);
    return value === null ? [] : [[name, value]];
  });
}

async function complete(answer: Promise<Response>, most: number): Promise<WholeAnswer> {
  const response = await answer;
  const { status, headers } = response;
  return { status, headers, ...(await readBody(response, most)) };
}
