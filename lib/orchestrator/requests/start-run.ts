import type { JsonObject } from "@/lib/contracts/json";
import { said } from "@/lib/contracts/sentences";
import type { RunPath } from "@/lib/contracts/words";
import { requestFacts } from "@/lib/core/beside";
import type { Command, CreateRunCommand } from "@/lib/core/commands";
import { refusal } from "@/lib/core/errors";
import { type RunState, stateFormat } from "@/lib/core/state";
import { createRun as firstTransition, type Transition, transition } from "@/lib/core/transition";
import type { ModelDescription } from "@/lib/providers/contract";
import type { IdempotencyClaim } from "@/lib/store/idempotency";
import { insertRun } from "@/lib/store/runs/commit";
import type { Documents } from "@/lib/store/runs/documents";
import { type StoredRun, wasErased } from "@/lib/store/runs/load-run";
import type { KeptSecret } from "@/lib/store/runs/sealed-secrets";
import { type Breath, breathOf, goOn } from "../breath";
import { commit } from "../commit";
import type { Context } from "../context";
import type { KeptRequest } from "./request";
import { descriptionOf } from "./stored-model";

/** What is stored beside a new run's state. */
export interface NewRecord {
  path?: RunPath;
  ownerId: string;
  userId: string | null;
  sessionId: string | null;
  request: KeptRequest | JsonObject;
  description: ModelDescription;
  secrets: readonly KeptSecret[];
}

/** What happens to a new run in the transaction that makes it, and the documents this names by digest. */
interface Beginning {
  commands: readonly Command[];
  documents: Documents;
}

const justCreated: Beginning = { commands: [], documents: new Map() };

function begun(command: CreateRunCommand, commands: readonly Command[], at: string): Transition {
  return commands.reduce(
    (before, next) => {
      const { run, events, effects } = transition(before.run, next, at);
      return { run, events: [...before.events, ...events], effects: [...before.effects, ...effects] };
    },
    firstTransition(command, at),
  );
}

/** A new run as it will be loaded. */
function storedAs(
  state: RunState,
  { path = "hitl", ownerId, userId, sessionId, request, description }: Omit<NewRecord, "secrets">,
): StoredRun {
  return {
    state,
    format: stateFormat,
    path,
    ownerId,
    userId,
    sessionId,
    request: { ...request },
    description: descriptionOf(description),
    claimedBy: null,
    claimedUntil: null,
  };
}

/**
 * Stores a new run where it first rests, or with the job of its first step that needs somebody from outside, in one
 * transaction.
 * @returns the run as it then is
 * @throws Held where its call would be sent at once and an admin holds it; nothing is stored then
 */
export async function startRun(
  context: Context,
  command: Omit<CreateRunCommand, "type" | "facts">,
  { secrets, ...record }: NewRecord,
  idempotency: IdempotencyClaim | null,
  { commands, documents }: Beginning = justCreated,
): Promise<RunState> {
  const now = context.clock();
  const facts = requestFacts(record);
  const first = begun({ type: "create", ...command, facts }, commands, now.toISOString());
  const alone = breathOf(first, ["create"], documents, secrets);
  const nothingKept = async () => new Map();
  const stored = { ...storedAs(first.run, record), hasSecrets: secrets.length > 0 };
  const whole = await goOn(context, stored, alone, nothingKept);
  const isNew = true;
  const begin = (breath: Breath) =>
    commit(context, stored, breath, { now, idempotency, isNew }, async (rows) => {
      const { parent_run_id: parent } = command;
      if (parent !== null && (await wasErased(rows, parent)))
        throw refusal("invalid_state", said("nothing_left_to_fork"));
      return insertRun(rows, breath.transition, record, breath.documents);
    });
  return begin(whole).catch((error) => {
    // What failed may be what was joined: it must not take the run along.
    if (whole === alone) throw error;
    return begin(alone);
  });
}
