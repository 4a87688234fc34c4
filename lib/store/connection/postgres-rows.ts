import { createHash } from "node:crypto";
import type { PoolClient, QueryConfig, QueryResult } from "pg";
import { Prisma } from "../generated/sqlite/client";
import { jsonTextOf } from "./json-column";
import {
  columnsIn,
  given,
  type Match,
  type NewRow,
  type ReadRows,
  type Row,
  type Rows,
  type Table,
  type Told,
  type WrittenTable,
} from "./rows";

type Value = string | number | bigint | boolean | null | readonly unknown[];

/** PostgreSQL's own codes (Appendix A). */
const divisionByZero = "22012";
const uniqueViolation = "23505";

/** More rows than this take several statements: each number of rows is a statement of its own to prepare. */
const mostRows = 16;
/** So many statements are prepared, each under a name of its own on each connection. */
const mostNames = 1000;

/**
 * A value as Prisma stores it, so that both read what either has written: times are in UTC, without a zone. What `pg`
 * itself could fail at is refused here, before its statement is sent.
 */
function stored(value: unknown): Value {
  if (value === null || value === undefined || value === Prisma.DbNull) return null;
  if (value instanceof Date) return value.toISOString().slice(0, -1);
  const json = jsonTextOf(value);
  if (json !== null) return json;
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value;
  if (typeof value === "string" || typeof value === "number") return value;
  if (typeof value === "boolean" || typeof value === "bigint") return value;
  throw new Error(`A column cannot hold a value of type ${typeof value}`);
}

/** By the numbers of PostgreSQL's own types (pg_type.dat), how a value is read as Prisma reads it. */
const readers = new Map<number, (text: string) => unknown>([
  [16, (text) => text === "t"],
  [20, BigInt],
  [21, Number],
  [23, Number],
  [114, JSON.parse],
  [701, Number],
  [1114, (text) => new Date(`${text.replace(" ", "T")}Z`)],
  [3802, JSON.parse],
]);
const asText = (text: string) => text;
const types = { getTypeParser: (type: number) => readers.get(type) ?? asText };

// Kept per process, however many times a bundler copies this module.
const slot = Symbol.for("countersign.statement-names");
const shared: typeof globalThis & { [slot]?: Map<string, string> } = globalThis;
shared[slot] ??= new Map();
const names = shared[slot];

/** By its text: whoever shares a connection with others by mistake meets no other statement under a name. */
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= mostNames) return known;
  const name = `cs_${createHash("sha256").update(text).digest("hex").slice(0, 32)}`;
  names.set(text, name);
  return name;
}

/** A statement, prepared once on each connection. */
function prepared(text: string, values: readonly unknown[]): QueryConfig {
  const name = nameOf(text);
  // Guarantee: this is all that pg asks of a set of types.
  return { ...(name !== undefined && { name }), text, values: [...values], types: types as never };
}

const quoted = (name: string) => `"${name}"`;

/** Each value of a statement, and where it stands in it. */
class Values {
  readonly all: Value[] = [];

  add(value: unknown): string {
    this.all.push(stored(value));
    return `$${this.all.length}`;
  }
}

function conditionOf(where: object, values: Values): string {
  const wanted = columnsIn(where);
  const parts = given(wanted).map((name) => {
    const value = wanted[name];
    if (Array.isArray(value)) return `${quoted(name)} = ANY(${values.add(value)})`;
    if (stored(value) === null) return `${quoted(name)} IS NULL`;
    return `${quoted(name)} = ${values.add(value)}`;
  });
  return parts.length === 0 ? "" : ` WHERE ${parts.join(" AND ")}`;
}

/**
 * Every column of a table that this build knows. Not `*`: what was prepared before an instance of a newer build adds a
 * column would fail after that. Guarantee: Prisma names the list of a model's columns so.
 */
function columnsOf(table: Table): string[] {
  const lists = Prisma as unknown as Record<`${Table}ScalarFieldEnum`, Record<string, string>>;
  return Object.values(lists[`${table}ScalarFieldEnum`]);
}

function selectOf(table: Table, where: object, columns: readonly string[]): QueryConfig {
  const values = new Values();
  const from = `SELECT ${columns.map(quoted).join(", ")} FROM ${quoted(table)}`;
  return prepared(`${from}${conditionOf(where, values)}`, values.all);
}

function insertOf(table: Table, rows: readonly object[], conflict = ""): QueryConfig {
  const values = new Values();
  const held = rows.map(columnsIn);
  const columns = [...new Set(held.flatMap(given))];
  const markOf = (value: unknown) => (value === undefined ? "DEFAULT" : values.add(value));
  const marks = held.map((row) => `(${columns.map((name) => markOf(row[name])).join(", ")})`);
  const into = `INSERT INTO ${quoted(table)} (${columns.map(quoted).join(", ")})`;
  return prepared(`${into} VALUES ${marks.join(", ")}${conflict}`, values.all);
}

function updateOf(table: Table, where: object, set: object, wrap = (text: string) => text): QueryConfig {
  const values = new Values();
  const changes = columnsIn(set);
  const to = given(changes).map((name) => `${quoted(name)} = ${values.add(changes[name])}`);
  const text = `UPDATE ${quoted(table)} SET ${to.join(", ")}${conditionOf(where, values)}`;
  return prepared(wrap(text), values.all);
}

/** Fails where nothing was changed, so that what was sent with it is not committed. */
const failingWithout = (update: string) =>
  `WITH changed AS (${update} RETURNING 1) SELECT 1 / count(*) FROM changed`;

/** Reads rows by prepared statements. Guarantee: each table has the columns of its model, read back as Prisma reads them. */
export function readingBy(ask: (query: QueryConfig) => Promise<QueryResult>): ReadRows {
  return {
    find: async <T extends Table>(table: T, where: Match<T>) =>
      (await ask(selectOf(table, where, columnsOf(table)))).rows as Row<T>[],
    pick: async (table, where, columns) => (await ask(selectOf(table, where, columns))).rows,
  };
}

/** Resolves once all that `pg` has refused so far is known: it says so in the next tick. */
async function refusals(): Promise<void> {
  for (let tick = 0; tick < 2; tick++) await new Promise<void>((resolve) => process.nextTick(resolve));
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

/**
 * Rows of a PostgreSQL database in one transaction. Statements are sent together, and only what somebody needs the answer
 * of is waited for: a transaction that reads nothing takes one round trip, its begin and its commit included.
 */
export class PostgresRows implements Rows {
  readonly together = true;
  private readonly reads: ReadRows = readingBy((query) => this.answered(query));
  /** What went wrong first: whatever follows in the transaction fails because of it. */
  private failure: unknown = null;
  /** Whether what is sent is kept back, so that it leaves in one piece. */
  private gathers = false;

  constructor(private readonly client: PoolClient) {}

  /** Whether the server has said how the transaction ended; if not, its connection is of no more use. */
  isOver = false;

  begin(): void {
    this.gathers = true;
    this.client.connection.stream.cork();
    this.sent({ text: "BEGIN" }, (error) => {
      // Each statement would be a transaction of its own: those that the server has not read yet must not reach it.
      this.client.connection.stream.destroy();
      return error;
    });
  }

  /** @throws what went wrong first of all that was sent */
  async commit(): Promise<void> {
    // What `pg` refuses to send is no failure that the server knows of: it would commit the rest.
    await refusals();
    if (this.failure !== null) throw await this.rollback(this.failure);
    const { command } = await this.answered({ text: "COMMIT" });
    this.isOver = command === "COMMIT" || command === "ROLLBACK";
    if (this.failure !== null) throw this.failure;
    if (command !== "COMMIT") throw new Error(`The transaction ended in ${command}`);
  }

  /** @returns what went wrong first, which may be something else than whoever rolls back has met */
  async rollback(error: unknown): Promise<unknown> {
    const ended = await this.answered({ text: "ROLLBACK" }).catch(() => null);
    this.isOver = ended?.command === "ROLLBACK";
    return this.failure ?? error;
  }

  /** Sends a statement, and remembers what goes wrong with it. */
  private sent(query: QueryConfig, meaning: (error: unknown) => unknown = (error) => error) {
    return this.client.query(query).then(
      (result) => result,
      (error) => {
        this.failure ??= meaning(error);
        return null;
      },
    );
  }

  /** Sends a statement with all that was kept back, and waits for its answer. */
  private async answered(query: QueryConfig, meaning?: (error: unknown) => unknown): Promise<QueryResult> {
    const answer = this.sent(query, meaning);
    this.leave();
    const result = await answer;
    if (result === null) throw this.failure;
    return result;
  }

  private leave(): void {
    if (!this.gathers) return;
    this.gathers = false;
    this.client.connection.stream.uncork();
  }

  find<T extends Table>(table: T, where: Match<T>): Promise<Row<T>[]> {
    return this.reads.find(table, where);
  }

  pick<T extends Table, Column extends keyof Row<T> & string>(
    table: T,
    where: Match<T>,
    columns: readonly Column[],
  ): Promise<Pick<Row<T>, Column>[]> {
    return this.reads.pick(table, where, columns);
  }

  async insert<T extends WrittenTable>(
    table: T,
    rows: readonly NewRow<T>[],
    taken?: () => Error,
  ): Promise<void> {
    const meaning = (error: unknown) => (taken && codeOf(error) === uniqueViolation ? taken() : error);
    for (let from = 0; from < rows.length; from += mostRows)
      void this.sent(insertOf(table, rows.slice(from, from + mostRows)), meaning);
  }

  async insertNew<T extends WrittenTable>(table: T, key: Match<T>, row: NewRow<T>): Promise<boolean> {
    const columns = given(columnsIn(key)).map(quoted);
    const conflict = ` ON CONFLICT (${columns.join(", ")}) DO NOTHING`;
    return ((await this.answered(insertOf(table, [row], conflict))).rowCount ?? 0) > 0;
  }

  async update<T extends WrittenTable>(table: T, where: Match<T>, set: Partial<NewRow<T>>): Promise<number> {
    return (await this.answered(updateOf(table, where, set))).rowCount ?? 0;
  }

  async change<T extends WrittenTable>(
    table: T,
    where: Match<T>,
    set: Partial<NewRow<T>>,
    none?: () => Error,
  ): Promise<void> {
    if (!none) void this.sent(updateOf(table, where, set));
    else
      void this.sent(updateOf(table, where, set, failingWithout), (error) =>
        codeOf(error) === divisionByZero ? none() : error,
      );
  }

  async remove<T extends WrittenTable>(table: T, where: Match<T>): Promise<number> {
    const values = new Values();
    const text = `DELETE FROM ${quoted(table)}${conditionOf(where, values)}`;
    return (await this.answered(prepared(text, values.all))).rowCount ?? 0;
  }

  async query(sql: string, values: readonly unknown[] = []): Promise<unknown[]> {
    return (await this.answered(prepared(sql, values.map(stored)))).rows;
  }

  async tell(sql: string, values: readonly unknown[] = [], { rows, nothing }: Told = {}): Promise<void> {
    const meaning = (error: unknown) => (nothing && codeOf(error) === divisionByZero ? nothing() : error);
    void this.sent(prepared(sql, values.map(stored)), meaning).then((result) => {
      if (result !== null) rows?.(result.rows);
    });
  }
}
