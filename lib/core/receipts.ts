import { type LettingOn, letsOn } from "@/lib/contracts/decision-kinds";
import type { Actor } from "@/lib/contracts/parts";
import type { ReviewStep } from "@/lib/contracts/words";
import type { ChainedEvent } from "./chain";
import type { DecisionMade } from "./events";
import { evolve, replay } from "./evolve";
import { applyingTo } from "./rules/gate";
import { wentOn } from "./went-on";

/** The `typ` of a receipt's header: no other text that is signed here passes for one. */
export const receiptType = "countersign-receipt";

/** A receipt is good for acting upon for so long after the decision was carried out, in seconds; as evidence it stays good. */
const lastsSeconds = 24 * 3_600;

/** What a receipt says of one decision; who has the public keys checks it without us. */
export interface ReceiptClaims {
  iss: "countersign";
  /** The run. */
  sub: string;
  provider: string;
  model: string;
  action: LettingOn;
  step: ReviewStep;
  /** `sha256:…` of the payload's canonical JSON (RFC 8785) that was decided about; null before there was one. */
  payload_digest: string | null;
  revision: number | null;
  /** `sha256:…` of the answer that was released; null where none was. */
  answer_digest: string | null;
  /** Who decided, and all who approved where several did. */
  by: Actor;
  approvers: Actor[];
  /** The organisation's rules that demanded something of it. */
  rules: { id: string; name: string }[];
  decided_at: string;
  /** The log's entry that says so, and its hash. */
  entry: { seq: number; hash: string };
  /** When it was carried out, and until when it may be acted upon; seconds since 1970. */
  iat: number;
  exp: number;
}

function peopleIn({ actor, approvals = [] }: DecisionMade["decision"]): Actor[] {
  const people = new Map([actor, ...approvals.map((one) => one.actor)].map((one) => [one.id, one]));
  return [...people.values()];
}

/**
 * What receipts say of the decisions of a log that let its run go on; never of one that only asked others or can still be
 * taken back, nor of what the machine decided by itself.
 * @param log from its first entry on
 */
export function receiptsIn(log: readonly ChainedEvent[]): ReceiptClaims[] {
  const [first, ...later] = log;
  if (first?.event.type !== "run_created") return [];
  const times = wentOn(log.map(({ event }) => event)).values();
  const revisions = new Map<string, number>();
  const receipts: ReceiptClaims[] = [];
  let run = replay([first.event]);
  for (const { event, hash } of later) {
    run = evolve(run, event);
    if (event.type === "payload_revised") revisions.set(event.data.digest, event.data.revision);
    if (event.type !== "decision") continue;
    const at = times.next().value ?? null;
    const { decision } = event.data;
    const { action, step, actor, payload_digest } = decision;
    if (!letsOn(action) || actor.kind === "system" || at === null) continue;
    const releases = step === "response_review" && action !== "retry";
    const iat = Math.floor(Date.parse(at) / 1000);
    receipts.push({
      iss: "countersign",
      sub: event.run_id,
      provider: run.model.provider,
      model: run.model.name,
      action,
      step,
      payload_digest,
      revision: payload_digest === null ? null : (revisions.get(payload_digest) ?? null),
      answer_digest: releases ? (run.response?.digest ?? null) : null,
      by: actor,
      approvers: peopleIn(decision),
      rules: applyingTo(run).map(({ id, name }) => ({ id, name })),
      decided_at: decision.at,
      entry: { seq: event.seq, hash },
      iat,
      exp: iat + lastsSeconds,
    });
  }
  return receipts;
}
