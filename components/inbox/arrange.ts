import { type Search, textIn } from "@/components/address/search";
import type { RunSummary } from "@/lib/contracts/run";
import { operationTypes, steps, wordIn } from "@/lib/contracts/word-lists";
import type { OperationType, Step } from "@/lib/contracts/words";
import { fold } from "@/lib/core/fold";

export const sorts = ["due", "age", "cost"] as const;
export type Sort = (typeof sorts)[number];

export const claims = ["all", "groups", "unclaimed", "mine"] as const;
export type Claimed = (typeof claims)[number];

/** What of the inbox one wants to see, and in which order; it lives in the URL. */
export interface InboxView {
  sort: Sort;
  claimed: Claimed;
  step: Step | null;
  kind: OperationType | null;
  provider: string | null;
  model: string | null;
  /** A rule that asks for a person, or a kind of failure. */
  reason: string | null;
  text: string;
  /** Whether similar runs are folded into one row. */
  folded: boolean;
}

/** Reads an address; what makes no sense there is taken for what is usual. */
export function viewOf(search: Search): InboxView {
  return {
    sort: wordIn(sorts, search.get("sort")) ?? "due",
    claimed: wordIn(claims, search.get("claimed")) ?? "all",
    step: wordIn(steps, search.get("step")),
    kind: wordIn(operationTypes, search.get("kind")),
    provider: textIn(search, "provider"),
    model: textIn(search, "model"),
    reason: textIn(search, "reason"),
    folded: search.get("similar") !== "apart",
    text: textIn(search, "q") ?? "",
  };
}

export const everything = {
  claimed: null,
  step: null,
  kind: null,
  provider: null,
  model: null,
  reason: null,
  q: null,
} as const;

const far = "9999";

const orders = {
  due: (left, right) => earlier(left.expires_at ?? far, right.expires_at ?? far),
  age: (left, right) => earlier(since(left), since(right)),
  cost: (left, right) => (right.estimated_cost?.amount ?? -1) - (left.estimated_cost?.amount ?? -1),
} as const satisfies Record<Sort, (left: RunSummary, right: RunSummary) => number>;

/** Times of one form are in the order of their letters; comparing them as words of a language is slow. */
function earlier(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function since(run: RunSummary): string {
  return run.waiting_since ?? run.created_at;
}

/** What words are looked for in, of each row once: thousands are looked through with each letter that is typed. */
const searched = new WeakMap<RunSummary, string>();

function searchedIn(run: RunSummary): string {
  const known = searched.get(run);
  if (known !== undefined) return known;
  const asker = [run.user_id, run.user_email, run.agent_email, run.created_by.name];
  const text = fold([run.prompt, run.model, run.message, ...asker].join("\n"));
  searched.set(run, text);
  return text;
}

/** Whether a question is a group's in which one has a seat; one that comes to it later is not yet. */
function isOfMyGroups({ groups }: RunSummary, now: number): boolean {
  return groups.some(({ yours, since }) => yours && Date.parse(since) <= now);
}

/**
 * The runs of a view in its order; what is equal stays as the server had it.
 * @param now in milliseconds
 */
export function arrange(runs: RunSummary[], view: InboxView, myId: string, now: number): RunSummary[] {
  const wanted = fold(view.text.trim());
  return runs
    .filter(
      (run) =>
        (view.claimed !== "mine" || run.claimed_by?.id === myId) &&
        (view.claimed !== "groups" || isOfMyGroups(run, now)) &&
        (view.claimed !== "unclaimed" || run.claimed_by === null) &&
        (view.step === null || run.current_step === view.step) &&
        (view.kind === null || run.operation_type === view.kind) &&
        (view.provider === null || run.provider === view.provider) &&
        (view.model === null || run.model === view.model) &&
        (view.reason === null || run.reasons.includes(view.reason)) &&
        (wanted === "" || searchedIn(run).includes(wanted)),
    )
    .toSorted(orders[view.sort]);
}
