import type { Actor } from "@/lib/contracts/parts";
import type { DecisionAction, ReviewStep } from "@/lib/contracts/words";
import type { ChainedEvent } from "./chain";
import type { DecisionMade, RunEvent } from "./events";

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
  action: Exclude<DecisionAction, "reject">;
  step: ReviewStep;
  /** `sha256:…` of the payload's canonical JSON (RFC 8785) that was decided about; null before there was one. */
  payload_digest: string | null;
  revision: number | null;
  /** Who decided, and all who approved where several did. */
  by: Actor;
  approvers: Actor[];
  /** The organisation's rules that the run was under. */
  rules: { id: string; name: string }[];
  decided_at: string;
  /** The log's entry that says so, and its hash. */
  entry: { seq: number; hash: string };
  /** When it was carried out, and until when it may be acted upon; seconds since 1970. */
  iat: number;
  exp: number;
}

type Logged<Type extends RunEvent["type"]> = Extract<RunEvent, { type: Type }>;

/** When a decision was carried out: at once, or when the time to take it back was over; null where it was taken back or waits. */
function carriedOut(
  { data: { held, review_id }, seq, at }: Logged<"decision">,
  log: readonly ChainedEvent[],
): string | null {
  if (held === null) return at;
  const later = log.flatMap(({ event }) =>
    event.type === "decision_carried_out" && event.seq > seq && event.data.review_id === review_id
      ? [event.at]
      : [],
  );
  return later[0] ?? null;
}

function peopleIn({ actor, approvals = [] }: DecisionMade["decision"]): Actor[] {
  const people = new Map([actor, ...approvals.map((one) => one.actor)].map((one) => [one.id, one]));
  return [...people.values()];
}

/**
 * What receipts say of the decisions of a log that let its run go on and were carried out; never of one that can still be
 * taken back, nor of what the machine decided by itself.
 * @param log whole, from its first entry on
 */
export function receiptsIn(log: readonly ChainedEvent[]): ReceiptClaims[] {
  const [created] = log;
  if (created?.event.type !== "run_created") return [];
  let { model } = created.event.data;
  const { rules = [] } = created.event.data;
  const revisions = new Map<string, number>();
  const receipts: ReceiptClaims[] = [];
  for (const { event, hash } of log) {
    if (event.type === "payload_revised") revisions.set(event.data.digest, event.data.revision);
    if (event.type !== "decision") continue;
    model = event.data.model ?? model;
    const { decision } = event.data;
    const { action, step, actor, payload_digest } = decision;
    const at = carriedOut(event, log);
    if (action === "reject" || actor.kind === "system" || at === null) continue;
    const iat = Math.floor(Date.parse(at) / 1000);
    receipts.push({
      iss: "countersign",
      sub: event.run_id,
      provider: model.provider,
      model: model.name,
      action,
      step,
      payload_digest,
      revision: payload_digest === null ? null : (revisions.get(payload_digest) ?? null),
      by: actor,
      approvers: peopleIn(decision),
      rules: rules.map(({ id, name }) => ({ id, name })),
      decided_at: decision.at,
      entry: { seq: event.seq, hash },
      iat,
      exp: iat + lastsSeconds,
    });
  }
  return receipts;
}
