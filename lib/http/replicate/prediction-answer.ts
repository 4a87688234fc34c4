import { GivenObject, type JsonObject } from "@/lib/contracts/json";
import { printJson } from "@/lib/contracts/json-text";
import type { NewModelPrediction } from "@/lib/contracts/replicate/prediction";
import { said } from "@/lib/contracts/sentences";
import { PolicyName } from "@/lib/contracts/words";
import { refusal } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import type { WantedPrediction } from "@/lib/orchestrator/predictions/create-prediction";
import { getPrediction } from "@/lib/orchestrator/predictions/list-predictions";
import { hasEnded, waitForEnd } from "@/lib/orchestrator/reading/rest";
import type { Answer } from "../answers/answer";
import type { App } from "../app";
import { maxWaitSeconds } from "../limits";
import { parseJsonBody } from "../route/body";
import { parsePrefer } from "../route/prefer";
import { stopSignal } from "../streams/streams";

/** Where this installation's addresses lead for whoever asks: to where it is reached, or else to where they asked. */
export function siteOf({ env }: Pick<App, "env">, headers: Headers | null): string {
  return env.publicUrl ?? `http://${headers?.get("host") ?? `localhost:${env.port}`}`;
}

/** `Prefer: wait` or `wait=n`; what is over our limit counts as the limit, and the client asks again. */
function waitOf(headers: Headers): number {
  const prefer = headers.get("prefer");
  const plain = /(?:^|,)\s*wait\s*(?:,|$)/i.test(prefer ?? "");
  return parsePrefer(prefer).waitSeconds ?? (plain ? maxWaitSeconds : 0);
}

/** @throws CodedError `validation_error` for another word */
function policyOf(headers: Headers): PolicyName | null {
  const word = headers.get("countersign-policy");
  if (word === null) return null;
  const policy = PolicyName.safeParse(word.trim());
  if (policy.success) return policy.data;
  const expected = PolicyName.options.join(", ");
  throw refusal("validation_error", said("header_unexpected", { name: "Countersign-Policy", expected }));
}

/** Headers that say as much of what is asked for as the body does. */
export const askingHeaders = ["Countersign-Policy", "Countersign-Metadata", "Cancel-After"] as const;

/** A header comes as Latin-1, whatever its sender meant: bytes that are UTF-8 are read as that. */
function asUtf8(text: string): string {
  const bytes = Buffer.from(text, "latin1");
  if (bytes.toString("latin1") !== text) return text;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return text;
  }
}

/** @throws CodedError `validation_error` for what is no JSON object, or could not stand in a body */
function metadataOf(headers: Headers): JsonObject {
  const text = headers.get("countersign-metadata");
  if (text === null) return {};
  const value = GivenObject.safeParse(parseJsonBody(asUtf8(text), "application/json"));
  if (value.success) return value.data;
  const expected = 'a JSON object such as {"ticket":"T-1"}';
  throw refusal("validation_error", said("header_unexpected", { name: "Countersign-Metadata", expected }));
}

/** A prediction may be given so long at the most, in seconds. */
const longest = 30 * 86_400;

/** `Cancel-After: 90`, `5m` or `1h30m45s`, in seconds. @throws CodedError `validation_error` for anything else */
function cancelAfterOf(headers: Headers): number | null {
  const text = headers.get("cancel-after");
  if (text === null) return null;
  const [, hours = "0", minutes = "0", seconds = "0"] =
    /^(?=\d)(?:(\d{1,5})h)?(?:(\d{1,6})m)?(?:(\d{1,8})s?)?$/.exec(text.trim()) ?? [];
  const sum = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  if (sum >= 5 && sum <= longest) return sum;
  const expected = "a time from 5 seconds to 30 days, such as 90s, 5m or 1h30m";
  throw refusal("validation_error", said("header_unexpected", { name: "Cancel-After", expected }));
}

/** A key that stands in an input would be kept and shown. @throws CodedError `validation_error` */
function demandNoKey(input: JsonObject, headers: Headers): void {
  const key = headers.get("authorization")?.trim().split(/\s+/).at(-1) ?? "";
  if (key !== "" && printJson(input).includes(key))
    throw refusal("validation_error", said("input_holds_key"));
}

/** A prediction as body and headers of its request want it. @throws CodedError `validation_error` */
export function wantedOf(
  reference: string,
  { input, webhook, webhook_events_filter }: NewModelPrediction,
  headers: Headers,
): WantedPrediction {
  demandNoKey(input, headers);
  return {
    reference,
    input,
    policy: policyOf(headers),
    metadata: metadataOf(headers),
    cancelAfter: cancelAfterOf(headers),
    webhook: webhook ?? null,
    events: webhook_events_filter ?? null,
  };
}

interface Made {
  app: App;
  principal: Principal;
  runId: string;
  /** Null where the first answer to the request was lost, and it is given again. */
  headers: Headers | null;
}

/**
 * A prediction that was created: once it has ended, 201, or as it stands when the client's wait is over. Until then it is
 * `starting`: to clients that wait, any other word means that there is an output to read.
 */
export async function createdAnswer({ app, principal, runId, headers }: Made): Promise<Answer> {
  const { context } = app.engine;
  const seconds = headers ? waitOf(headers) : 0;
  const run = await waitForEnd(context, runId, seconds * 1000, stopSignal());
  const prediction = await getPrediction(context, principal, runId, siteOf(app, headers));
  const { status } = prediction;
  return {
    status: seconds > 0 && !hasEnded(run) ? 202 : 201,
    body: { ...prediction, status: status === "processing" ? "starting" : status },
    headers: { location: prediction.urls.get },
  };
}
