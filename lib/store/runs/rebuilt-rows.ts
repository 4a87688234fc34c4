import type { Json, JsonObject } from "@/lib/contracts/json";
import { canonicalJson } from "@/lib/core/digest";
import type { RunEvent } from "@/lib/core/events";
import { evolve, replay } from "@/lib/core/evolve";
import { sameJson } from "@/lib/core/same-json";
import type { RevisionRef, RunState } from "@/lib/core/state";
import { columnValue, fromColumn, jsonTextOf, toColumn } from "../connection/json-column";
import type { Row, Rows, Table } from "../connection/rows";
import type { Documents } from "./documents";
import { project } from "./project";

type Held = Record<string, unknown>;

/** The answer that an entry of a log names, or null. */
export function responseIn(event: RunEvent): RevisionRef | null {
  if (event.type === "decision") return event.data.response ?? null;
  if (event.type === "awaiting_human" || event.type === "step_completed")
    return event.data.assessment?.response ?? null;
  return null;
}

/** Tables in memory, as far as a log is projected into them. */
class RowsInMemory {
  private readonly tables = new Map<Table, Held[]>();

  of(table: Table): Held[] {
    const known = this.tables.get(table) ?? [];
    this.tables.set(table, known);
    return known;
  }

  private matching(table: Table, where: object): Held[] {
    const wanted = Object.entries(where);
    return this.of(table).filter((row) =>
      wanted.every(([name, value]) => {
        const is = columnValue(row[name]);
        return Array.isArray(value) ? value.includes(is) : is === columnValue(value);
      }),
    );
  }

  private set(table: Table, where: object, set: object): number {
    const found = this.matching(table, where);
    for (const row of found) Object.assign(row, set);
    return found.length;
  }

  /** As a database gives them back. */
  private read(table: Table, where: object): never[] {
    const plain = (value: unknown) => (jsonTextOf(value) === null ? value : columnValue(value));
    const found = this.matching(table, where).map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])),
    );
    return found as never[];
  }

  /** Guarantee: rows are what was put in, of the columns that it had; projecting a log asks for no others. */
  rows(): Rows {
    const unasked = () => {
      throw new Error("Projecting a log asks for nothing of the kind");
    };
    return {
      find: async (table, where) => this.read(table, where),
      pick: async (table, where) => this.read(table, where),
      insert: async (table, rows) => {
        this.of(table).push(...rows.map((row) => ({ ...row })));
      },
      update: async (table, where, set) => this.set(table, where, set),
      change: async (table, where, set) => {
        this.set(table, where, set);
      },
      remove: async () => 0,
      insertNew: unasked,
      query: unasked,
      tell: unasked,
      together: false,
    };
  }
}

function rowOf(event: RunEvent): Omit<Row<"RunEvent">, "id" | "prevHash" | "hash" | "actor" | "data"> & Held {
  const { run_id: runId, actor, data, at, format = 1, ...rest } = event;
  return {
    ...rest,
    runId,
    format,
    salt: null,
    at: new Date(at),
    actor: fromWritten(actor),
    data: fromWritten(data),
  };
}

/** JSON as a database gives it back. */
const fromWritten = (value: object): Json => columnValue(toColumn(value));

/** What is stored under the digests that a log names, whatever that is; whether it has them is asked elsewhere. */
export interface StoredContents {
  revisions: readonly { number: number; content: string }[];
  responses: readonly { number: number; content: string; issues: unknown }[];
  attempts: readonly { number: number; output: unknown }[];
}

function documentsIn(
  log: readonly RunEvent[],
  { revisions, responses, attempts }: StoredContents,
): Documents {
  const nothing = "null";
  const contentOf = (rows: readonly { number: number; content: string }[], number: number) =>
    rows.find((row) => row.number === number)?.content ?? nothing;
  const found = new Map<string, string>();
  for (const event of log) {
    const response = responseIn(event);
    if (response) found.set(response.digest, contentOf(responses, response.revision));
    if (event.type === "payload_revised")
      found.set(event.data.digest, contentOf(revisions, event.data.revision));
    if (event.type === "attempt_finished" && event.data.output_digest !== null) {
      const row = attempts.find(({ number }) => number === event.data.number);
      found.set(event.data.output_digest, canonicalJson(fromColumn<Json>(row?.output ?? null)));
    }
  }
  return found;
}

/**
 * The issues of an edited answer are those that its commit came to, which may be told by the entry after it: an entry
 * does not say where its commit ended.
 */
function issuesAt(
  event: RunEvent,
  after: RunState,
  next: RunState | undefined,
  responses: StoredContents["responses"],
): RunState["issues"] {
  const response = responseIn(event);
  const row = response && responses.find(({ number }) => number === response.revision);
  const later = next?.issues ?? after.issues;
  const same = row && sameJson(fromColumn<Json>(row.issues), fromWritten(later));
  return same ? later : after.issues;
}

/**
 * The rows that a log comes to, made by what writes them: what was committed entry by entry stands there so.
 * @param log whole and unbroken, oldest entry first
 */
export async function rebuiltRows(
  log: readonly RunEvent[],
  stored: StoredContents,
): Promise<ReadonlyMap<Table, readonly JsonObject[]>> {
  const memory = new RowsInMemory();
  const documents = documentsIn(log, stored);
  const [first, ...rest] = log;
  const states = first ? [replay([first])] : [];
  for (const event of rest) states.push(evolve(states.at(-1) ?? replay([event]), event));
  const rows = memory.rows();
  for (const [index, event] of log.entries()) {
    const reached = states[index];
    if (!reached) break;
    const issues = issuesAt(event, reached, states[index + 1], stored.responses);
    await project(rows, [event], {
      before: states[index - 1] ?? null,
      after: { ...reached, issues },
      documents,
    });
    memory.of("RunEvent").push(rowOf(event));
  }
  const tables = [
    "PayloadRevision",
    "ResponseRevision",
    "Review",
    "Decision",
    "Approval",
    "Attempt",
  ] as const;
  const plain = (row: Held): JsonObject =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, columnValue(value)]));
  return new Map(tables.map((table) => [table, memory.of(table).map(plain)]));
}
