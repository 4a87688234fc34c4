import type { Said } from "@/lib/contracts/said";
import { trySay } from "@/lib/contracts/say";
import type { Dictionary } from "@/lib/contracts/sentences";
import { answer } from "./answer";
import { budgets } from "./budgets";
import { cost } from "./cost";
import { duties } from "./duties";
import { failure } from "./failure";
import { groups } from "./groups";
import { hidden } from "./hidden";
import { log } from "./log";
import { model } from "./model";
import { payload } from "./payload";
import { placement } from "./placement";
import { provider } from "./provider";
import { refusal } from "./refusal";
import { request } from "./request";
import { rollout } from "./rollout";
import { secrets } from "./secrets";
import { timeline } from "./timeline";
import { webhooks } from "./webhooks";

/** Every sentence that the server makes; one that is missing here is a type error. */
const sentences: Dictionary = {
  quoted: ({ text }) => text,
  ...answer,
  ...budgets,
  ...cost,
  ...duties,
  ...failure,
  ...groups,
  ...hidden,
  ...log,
  ...model,
  ...payload,
  ...placement,
  ...provider,
  ...refusal,
  ...request,
  ...rollout,
  ...timeline,
  ...webhooks,
  ...secrets,
};

/** What the server says, by its code; in the server's own words where there is no code that is known here. */
export function said(message: string, sentence?: Said): string {
  return (sentence && trySay(sentences, sentence)) ?? message;
}
