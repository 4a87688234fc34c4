import { lookup } from "node:dns";
import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import type { InputProblem } from "@/lib/contracts/input";
import { urlOf } from "@/lib/contracts/url-of";
import { knownError } from "@/lib/core/known-error";
import { isPrivateAddress, unreachable } from "./payload/unreachable";
import { isAllowedInside } from "./private-hosts";

/** A file in a network that is not ours, ready to be read once. */
export interface FetchedFile {
  /** What the answer's header says it is. */
  contentType: string | null;
  body: AsyncIterable<Uint8Array>;
}

interface Guards {
  /** As `isAllowedInside` reads them. */
  privateHosts: readonly string[];
  /** Ends the whole of it, the reading of the body included. */
  signal: AbortSignal;
}

/** Addresses that lead on, one after another. */
const mostRedirects = 5;

/**
 * Opens a file at an address that a stranger wrote. Only web addresses outside this network are asked: the name is
 * looked up once, and the connection goes to the very address that was judged, at each redirect anew. Nothing of ours
 * goes along, no cookie and no key.
 * @returns the file, or why there is none; never throws
 */
export async function fetchGuarded(address: string, guards: Guards): Promise<FetchedFile | InputProblem> {
  let next = address;
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const url = judged(next, guards);
    if (typeof url === "string") return url;
    const answer = await ask(url, guards);
    if (typeof answer === "string") return answer;
    const { statusCode = 0, headers } = answer;
    if (statusCode === 200) return { contentType: headers["content-type"] ?? null, body: answer };
    answer.destroy();
    if (statusCode < 300 || statusCode >= 400 || headers.location === undefined) return "refused";
    const location = urlOf(headers.location, url);
    if (location === null) return "refused";
    next = location.href;
  }
  return "refused";
}

/** What is sent to an address that a stranger wrote. */
interface Sent {
  headers: Record<string, string>;
  body: string;
}

/**
 * Sends JSON to an address that a stranger wrote, by the same rules, and to this address alone: a redirect is an answer
 * like another and is not followed. What the receiver says is not read.
 * @returns its status, or why there is none; never throws
 */
export async function postGuarded(
  address: string,
  { headers, body }: Sent,
  guards: Guards,
): Promise<number | InputProblem> {
  const url = judged(address, guards);
  if (typeof url === "string") return url;
  const answer = await ask(url, guards, {
    method: "POST",
    headers: { ...headers, "content-length": String(Buffer.byteLength(body)) },
    body,
  });
  if (typeof answer === "string") return answer;
  answer.destroy();
  return answer.statusCode ?? 0;
}

function isAllowed(url: URL, { privateHosts }: Guards): boolean {
  return isAllowedInside(url, privateHosts);
}

function judged(address: string, guards: Guards): URL | InputProblem {
  const url = urlOf(address);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) return "no_web_address";
  return isAllowed(url, guards) || unreachable(address) === null ? url : "private_address";
}

/** A name is looked up here, so that it cannot lead somewhere else between the judgement and the connection. */
const lookupOutside: LookupFunction = (name, options, done) =>
  lookup(name, { ...options, all: true }, (error, found) => {
    if (error) return done(error, "");
    const outside = found.filter(({ address }) => !isPrivateAddress(address));
    const [first] = outside;
    if (first === undefined) return done(new PrivateName(name), "");
    if (options.all) done(null, outside);
    else done(null, first.address, first.family);
  });

class PrivateName extends knownError("PrivateName") {
  readonly code = "PRIVATE_NAME";

  constructor(name: string) {
    super(`${name} is a name inside a network`);
  }
}

interface Asking extends Sent {
  method: "GET" | "POST";
}

function ask(
  url: URL,
  guards: Guards,
  { method, headers, body }: Asking = { method: "GET", headers: {}, body: "" },
): Promise<IncomingMessage | InputProblem> {
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve) => {
    request(url, {
      agent: false,
      method,
      signal: guards.signal,
      // What was packed would be larger than what was counted.
      headers: { accept: "*/*", "accept-encoding": "identity", "user-agent": "Countersign", ...headers },
      ...(isAllowed(url, guards) ? {} : { lookup: lookupOutside }),
    })
      .on("response", resolve)
      .on("error", (error) => resolve(problemOf(error)))
      // Who wants to speak otherwise from here on has not answered.
      .on("upgrade", (_, socket) => {
        socket.destroy();
        resolve("refused");
      })
      .on("close", () => resolve("unreachable"))
      .end(body);
  });
}

function problemOf(error: Error): InputProblem {
  if (error instanceof PrivateName) return "private_address";
  return error.name === "AbortError" || error.name === "TimeoutError" ? "too_slow" : "unreachable";
}
