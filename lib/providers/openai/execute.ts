import type { OpenAI } from "openai";
import type { JsonObject } from "@/lib/contracts/json";
import { printJson } from "@/lib/contracts/json-text";
import { said } from "@/lib/contracts/sentences";
import { saidOfIssue } from "@/lib/core/issue";
import { answersAtOnce } from "../answers-at-once";
import type { Execution, ProviderCall } from "../contract";
import { lostAnswer } from "../lost-answer";
import { keyMissing, ProviderError } from "../provider-error";
import type { Making, WholeAnswer } from "../through-client";
import { withoutKey } from "../told-error";
import { readAnswer } from "./answer";
import type { OpenAiClient } from "./client";
import { billOf } from "./cost";
import { refusal } from "./errors";
import { inputFile } from "./input-files";
import { openAiLimits } from "./limits";
import { type Named, namedOf } from "./names";
import { callIssues, label, payloads } from "./payload";

interface ExecuteOptions {
  client: OpenAiClient;
  key: string;
  privateHosts: readonly string[];
  now: () => Date;
}

/** A request that is ready to go out. */
interface Request {
  make: Making<OpenAI>;
  /** The text that goes out; absent where it goes out in parts. */
  body?: string;
}

/** OpenAI's calls: pictures, edits and text, each answered at once. `submit` throws a `ProviderError` of all three kinds. */
export function createExecution({ client, key, privateHosts, now }: ExecuteOptions): Execution {
  async function send({ make, body }: Request, signal: AbortSignal): Promise<WholeAnswer> {
    const answer = await client.send(make, signal, body).catch((cause: unknown) => {
      throw lostAnswer("submit", cause, { label, scrub: (words) => withoutKey(words, key) });
    });
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw refusal(answer, key, now());
  }

  function namedBy({ payload, model }: ProviderCall): Named {
    if (key === "") throw keyMissing(label, "OPENAI_API_KEY");
    const named = namedOf(model.name);
    const [issue] = callIssues(payload, model);
    if (named !== null && !issue) return named;
    throw new ProviderError("permanent", issue ? saidOfIssue(issue) : said("no_owner_and_name"));
  }

  return answersAtOnce({
    label,
    now,
    async gather(wanted, signal) {
      const { operation } = namedBy(wanted);
      return operation === "edits" ? filesOf(wanted, { privateHosts, signal }) : [];
    },
    async call(wanted, signal) {
      const named = namedBy(wanted);
      const request = await requestOf(wanted, named, { privateHosts, signal });
      if (signal.aborted) throw new ProviderError("temporary", said("called_off_before"));
      const answer = await send(request, signal);
      const { usage, model, unreadable, ...read } = readAnswer(named.operation, answer);
      const billedUsd = usage && billOf(modelOf(wanted, named), usage);
      return {
        ...read,
        version: model,
        reference: answer.headers.get("x-request-id"),
        ...(unreadable.length > 0 && { unreadable }),
        ...(billedUsd !== null && { billedUsd }),
      };
    },
  });
}

/** The model as the API takes it: a version is a dated name. */
function modelOf({ model }: ProviderCall, named: Named): string {
  return model.version ?? named.model;
}

interface Guards {
  privateHosts: readonly string[];
  signal: AbortSignal;
}

/** The pictures of an edit, and after them its mask where it has one. */
async function filesOf({ payload, files: own }: ProviderCall, guards: Guards): Promise<File[]> {
  const { image, mask } = payloads.edits.parse(payload);
  const signal = AbortSignal.any([guards.signal, AbortSignal.timeout(openAiLimits.filesWithin)]);
  const inTime = { ...guards, signal, ...(own && { own }) };
  // One after another, and all out of one budget: a request is never held in memory twice over.
  const budget = { left: openAiLimits.requestBytes };
  const files: File[] = [];
  for (const address of Array.isArray(image) ? image : [image])
    files.push(await inputFile(address, "image", budget, inTime));
  if (mask !== undefined) files.push(await inputFile(mask, "mask", budget, inTime));
  return files;
}

/** The request of one call: what was signed, and the model that was signed. */
async function requestOf(call: ProviderCall, named: Named, guards: Guards): Promise<Request> {
  const { payload, attemptKey } = call;
  const name = modelOf(call, named);
  // By this a person finds the call with OpenAI's help, should its answer get lost.
  const headers = { "x-client-request-id": attemptKey };
  if (named.operation === "edits") {
    const { image: _, mask, ...settings } = payloads.edits.parse(payload);
    const files = call.gathered ?? (await filesOf(call, guards));
    const images = mask === undefined ? [...files] : files.slice(0, -1);
    const masked = mask === undefined ? {} : { mask: files.at(-1) };
    const form = { ...settings, model: name, image: images, ...masked };
    return { make: (client, options) => client.images.edit(form, { ...options, headers }) };
  }
  const path = named.operation === "images" ? "/images/generations" : "/chat/completions";
  const content = named.operation === "images" ? payload : conversation(payload);
  return {
    // Its own way of writing JSON knows no BigInt: it is told that there is a body, and what is sent is ours.
    make: (client, options) => client.post(path, { ...options, headers, body: {} }),
    body: printJson({ ...content, model: name }),
  };
}

/** Prompt and instructions as the messages of a conversation that has just begun. */
function conversation({ prompt, system, ...settings }: JsonObject): JsonObject {
  const instructions =
    typeof system === "string" && system !== "" ? [{ role: "system", content: system }] : [];
  return { ...settings, messages: [...instructions, { role: "user", content: prompt ?? "" }] };
}
