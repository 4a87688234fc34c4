import type { Json } from "@/lib/contracts/json";
import { parseJson } from "@/lib/contracts/json-text";
import type { Command } from "@/lib/core/commands";
import { isLegal } from "@/lib/core/legal";
import { type Transition, transition } from "@/lib/core/transition";
import type { ModelDescription } from "@/lib/providers/contract";
import type { Documents } from "@/lib/store/documents";
import type { StoredRun } from "@/lib/store/load-run";
import type { KeptSecret } from "@/lib/store/sealed-secrets";
import { gatherFreeAnswer } from "./collect-answer";
import type { Context } from "./context";
import { hasModelToAsk } from "./model-watch";
import { planAnswer, planNextStep } from "./next-step";
import type { Plan } from "./plan";
import type { KnownSecrets } from "./secrets/secret-issues";
import { descriptionOf, providerOf } from "./stored-model";

/** What joins one commit: commands that follow each other, and all that they bring. */
export interface Breath {
  commands: readonly ("create" | Command["type"])[];
  /** The run before the first of them, where the last has brought it, and the entries and effects of all. */
  transition: Transition;
  documents: Documents;
  description: ModelDescription | null;
  secrets: readonly KeptSecret[];
}

/** Before the first command; `commands` where a run begins with some. */
export function breathOf(
  { run, events, effects }: Transition,
  commands: Breath["commands"] = [],
  documents: Documents = new Map(),
  secrets: readonly KeptSecret[] = [],
): Breath {
  return { commands, transition: { run, events, effects }, documents, description: null, secrets };
}

/** Carries a plan out on top of what the breath holds. @throws CodedError as `transition` does */
export function continued(breath: Breath, plan: Plan, now: Date): Breath {
  const { run, events, effects } = breath.transition;
  const next = transition(run, plan.command, now.toISOString());
  const joined: Breath = {
    commands: [...breath.commands, plan.command.type],
    transition: {
      run: next.run,
      events: [...events, ...next.events],
      effects: [...effects, ...next.effects],
    },
    documents: new Map([...breath.documents, ...(plan.documents ?? [])]),
    description: plan.description ?? breath.description,
    secrets: [...breath.secrets, ...(plan.secrets ?? [])],
  };
  return plan.next ? continued(joined, plan.next, now) : joined;
}

/**
 * Goes on in the same breath: what the machine does next joins the commit at hand as long as it needs nobody from
 * outside, no file and no time. Whatever it needs, and whatever goes wrong with it here, is left to a job, as if
 * nobody had tried.
 * @param stored the run as it was loaded, or as it is about to be stored
 * @param kept reads the secrets that are kept for it already
 */
export async function goOn(
  context: Context,
  stored: StoredRun,
  breath: Breath,
  now: Date,
  kept: () => Promise<KnownSecrets>,
): Promise<Breath> {
  const { effects } = breath.transition;
  const job = effects.at(-1);
  if (job?.kind !== "advance") return breath;
  let further: Breath;
  try {
    const plan = await planAtOnce(context, stored, breath, kept);
    if (plan === null) return breath;
    const rest = { ...breath.transition, effects: effects.slice(0, -1) };
    further = continued({ ...breath, transition: rest }, plan, now);
  } catch (error) {
    const { run_id } = stored.state;
    context.log.info({ event: "step_left_to_job", run_id, err: error }, "A step is left to a job");
    return breath;
  }
  return goOn(context, stored, further, now, kept);
}

async function planAtOnce(
  context: Context,
  before: StoredRun,
  { transition: { run, events }, documents, description, secrets }: Breath,
  kept: () => Promise<KnownSecrets>,
): Promise<Plan | null> {
  const stored = {
    ...before,
    state: run,
    ...(description && { description: descriptionOf(description) }),
  };
  if (isLegal("assess_response", run)) {
    const output = outputOf(events, documents);
    const answer = output === undefined ? null : await gatherFreeAnswer(context, stored, output);
    return answer && planAnswer(answer);
  }
  if (isLegal("assess_payload", run) && hasModelToAsk(providerOf(context, stored))) return null;
  const all = async () => new Map([...(await kept()), ...secrets.map((one) => [one.mac, one] as const)]);
  const plan = await planNextStep(context, stored, all);
  return plan instanceof Date ? null : plan;
}

/** The answer that these entries brought in, or nothing. */
function outputOf(events: Transition["events"], documents: Documents): Json | undefined {
  const finished = events.findLast((event) => event.type === "attempt_finished");
  const digest = finished?.type === "attempt_finished" ? finished.data.output_digest : null;
  const text = digest ? documents.get(digest) : undefined;
  return text === undefined ? undefined : parseJson(text);
}
