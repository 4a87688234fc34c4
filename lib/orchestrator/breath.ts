import type { Json } from "@/lib/contracts/json";
import { parseJson } from "@/lib/contracts/json-text";
import type { Command } from "@/lib/core/commands";
import type { RunEvent } from "@/lib/core/events";
import { isLegal } from "@/lib/core/legal";
import { type Transition, transition } from "@/lib/core/transition";
import type { ModelDescription } from "@/lib/providers/contract";
import type { Documents } from "@/lib/store/runs/documents";
import type { StoredRun } from "@/lib/store/runs/load-run";
import type { KeptSecret } from "@/lib/store/runs/sealed-secrets";
import { isSmall } from "./bounded";
import { gatherFreeAnswer } from "./calls/collect-answer";
import { hasModelToAsk } from "./calls/model-watch";
import type { Context } from "./context";
import { planAnswer, planNextStep } from "./next-step";
import type { Plan } from "./plan";
import { descriptionOf, providerOf, storedModel } from "./requests/stored-model";
import type { KnownSecrets } from "./secrets/secret-issues";

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

/** Carries a plan's command out on top of what the breath holds. @throws CodedError as `transition` does */
export function continued(breath: Breath, plan: Plan, now: Date): Breath {
  const { run, events, effects } = breath.transition;
  const next = transition(run, plan.command, now.toISOString());
  return {
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
}

/**
 * Goes on in the same breath: what the machine does next joins the commit at hand as long as it needs nobody from
 * outside, no file and no time, and is small. Whatever else it needs, and whatever goes wrong with it here, is left to
 * a job, as if nobody had tried. So is what follows a person's decision: no question opens in the commit that answers
 * another, or who comes second would answer what they never saw (law 2).
 * @param stored the run as it was loaded, or as it is about to be stored
 * @param kept reads the secrets that are kept for it already
 * @param next what is known to follow
 */
export async function goOn(
  context: Context,
  stored: StoredRun,
  breath: Breath,
  kept: () => Promise<KnownSecrets>,
  next?: Plan,
): Promise<Breath> {
  let further: Breath;
  try {
    const joined = next
      ? continued(breath, next, context.clock())
      : await advanced(context, stored, breath, kept);
    if (joined === null) return breath;
    further = joined;
  } catch (error) {
    const { run_id } = stored.state;
    context.log.info({ event: "step_left_to_job", run_id, err: error }, "A step is left to a job");
    return breath;
  }
  return goOn(context, stored, further, kept);
}

/** The breath with the machine's next step in it, or null where that is for a job or for nobody. */
async function advanced(
  context: Context,
  stored: StoredRun,
  breath: Breath,
  kept: () => Promise<KnownSecrets>,
): Promise<Breath | null> {
  const { effects, events } = breath.transition;
  if (effects.at(-1)?.kind !== "advance" || events.some(isDecision)) return null;
  const plan = await planAtOnce(context, stored, breath, kept);
  if (plan === null) return null;
  const rest = { ...breath.transition, effects: effects.slice(0, -1) };
  return continued({ ...breath, transition: rest }, plan, context.clock());
}

function isDecision({ type }: RunEvent): boolean {
  return type === "decision" || type === "decision_carried_out";
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
    if (output === undefined || !isSmall({ output, model: storedModel(stored) })) return null;
    const answer = await gatherFreeAnswer(context, stored, output);
    return answer && planAnswer(answer);
  }
  if (!isSmall({ request: stored.request, attachments: run.attachments, model: storedModel(stored) }))
    return null;
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
