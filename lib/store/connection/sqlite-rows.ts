import { Prisma } from "../generated/sqlite/client";
import { jsonTextOf } from "./json-column";
import type { Remembered } from "./remembered";
import {
  columnsIn,
  given,
  type Match,
  type NewRow,
  type Row,
  type Rows,
  refusing,
  type Table,
  type Told,
} from "./rows";

/** What is used of better-sqlite3, which brings no types. */
export interface SqliteConnection {
  prepare(sql: string): Statement;
  readonly inTransaction: boolean;
  close(): void;
}

interface Statement {
  /** Whether it answers with rows. */
  readonly reader: boolean;
  columns(): { name: string; type: string | null }[];
  all(...values: Value[]): Record<string, unknown>[];
  run(...values: Value[]): { changes: number };
}

type Value = string | number | bigint | null;

/** More rows than this take several statements: each number of rows is a statement of its own to prepare. */
const mostRows = 16;

/** A value as Prisma stores it, so that both read what either has written. */
function stored(value: unknown): Value {
  if (value === null || value === undefined || value === Prisma.DbNull) return null;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value instanceof Date) return value.toISOString().replace("Z", "+00:00");
  const json = jsonTextOf(value);
  if (json !== null) return json;
  if (typeof value === "string" || typeof value === "number" || typeof value === "bigint") return value;
  throw new Error(`A column cannot hold a value of type ${typeof value}`);
}

/** How a column is read back, by the type that its table declares. */
function readerOf(declared: string | null): ((value: unknown) => unknown) | null {
  switch (declared) {
    case "DATETIME":
      return (value) => (typeof value === "string" ? new Date(value) : value);
    case "BOOLEAN":
      return (value) => (value === null ? null : value === 1);
    case "JSONB":
      return (value) => (typeof value === "string" ? JSON.parse(value) : value);
    default:
      return null;
  }
}

interface Prepared {
  statement: Statement;
  /** The columns of its answer that are read otherwise than they are stored. */
  readers: [name: string, read: (value: unknown) => unknown][];
}

const quoted = (name: string) => `"${name}"`;

function conditionOf(match: object): { sql: string; values: Value[] } {
  const values: Value[] = [];
  const where = columnsIn(match);
  const sql = given(where).map((name) => {
    const value = where[name];
    if (Array.isArray(value)) {
      values.push(...value.map(stored));
      return `${quoted(name)} IN (${value.map(() => "?").join(", ")})`;
    }
    const one = stored(value);
    if (one === null) return `${quoted(name)} IS NULL`;
    values.push(one);
    return `${quoted(name)} = ?`;
  });
  return { sql: sql.join(" AND "), values };
}

/**
 * Rows of a SQLite database by prepared statements, on a connection of its own. Every statement is carried out at once;
 * who writes has to hold the lock of the file.
 */
export class SqliteRows implements Rows {
  private readonly prepared = new Map<string, Prepared>();

  constructor(
    private readonly connection: SqliteConnection,
    private readonly remembered: Remembered,
  ) {}

  private prepare(sql: string): Prepared {
    const known = this.prepared.get(sql);
    if (known) return known;
    const statement = this.connection.prepare(sql);
    const columns = statement.reader ? statement.columns() : [];
    const readers = columns.flatMap(({ name, type }): Prepared["readers"] => {
      const read = readerOf(type);
      return read ? [[name, read]] : [];
    });
    const one = { statement, readers };
    this.prepared.set(sql, one);
    return one;
  }

  /** A statement that answers with rows. */
  ask(sql: string): Record<string, unknown>[] {
    return this.all(sql, []);
  }

  /** A statement that does not. */
  do(sql: string): void {
    this.run(sql, []);
  }

  private all(sql: string, values: readonly Value[]): Record<string, unknown>[] {
    const { statement, readers } = this.prepare(sql);
    const rows = statement.all(...values);
    for (const row of rows) for (const [name, read] of readers) row[name] = read(row[name]);
    return rows;
  }

  private run(sql: string, values: readonly Value[]): number {
    return this.prepare(sql).statement.run(...values).changes;
  }

  async find<T extends Table>(table: T, where: Match<T>): Promise<Row<T>[]> {
    return this.remembered.answer(table, where, () => this.select<Row<T>>(table, where, "*"));
  }

  async pick<T extends Table, Column extends keyof Row<T> & string>(
    table: T,
    where: Match<T>,
    columns: readonly Column[],
  ): Promise<Pick<Row<T>, Column>[]> {
    return this.select<Pick<Row<T>, Column>>(table, where, columns.map(quoted).join(", "));
  }

  /** Guarantee: the table has the columns of its model, read back as Prisma reads them. */
  private select<Found>(table: Table, where: object, columns: string): Found[] {
    const { sql, values } = conditionOf(where);
    const from = `SELECT ${columns} FROM ${quoted(table)}`;
    return this.all(sql === "" ? from : `${from} WHERE ${sql}`, values) as Found[];
  }

  async insert<T extends Table>(table: T, rows: readonly NewRow<T>[], taken?: () => Error): Promise<void> {
    for (let from = 0; from < rows.length; from += mostRows)
      await refusing(taken, () => this.insertSome(table, rows.slice(from, from + mostRows)));
  }

  private insertSome(table: Table, rows: readonly object[], conflict = ""): number {
    const held = rows.map(columnsIn);
    const names = [...new Set(held.flatMap(given))];
    const marks = `(${names.map(() => "?").join(", ")})`;
    const into = `INSERT INTO ${quoted(table)} (${names.map(quoted).join(", ")})`;
    const sql = `${into} VALUES ${rows.map(() => marks).join(", ")}${conflict}`;
    const values: Value[] = [];
    for (const row of held) for (const name of names) values.push(stored(row[name]));
    return this.run(sql, values);
  }

  async insertNew<T extends Table>(table: T, key: Match<T>, row: NewRow<T>): Promise<boolean> {
    const names = given(columnsIn(key)).map(quoted);
    return this.insertSome(table, [row], ` ON CONFLICT (${names.join(", ")}) DO NOTHING`) > 0;
  }

  async update<T extends Table>(table: T, where: Match<T>, set: Partial<NewRow<T>>): Promise<number> {
    const changes = columnsIn(set);
    const names = given(changes);
    const { sql, values } = conditionOf(where);
    const to = names.map((name) => `${quoted(name)} = ?`).join(", ");
    const all = [...names.map((name) => stored(changes[name])), ...values];
    return this.run(`UPDATE ${quoted(table)} SET ${to} WHERE ${sql}`, all);
  }

  async change<T extends Table>(
    table: T,
    where: Match<T>,
    set: Partial<NewRow<T>>,
    none?: () => Error,
  ): Promise<void> {
    if ((await this.update(table, where, set)) === 0 && none) throw none();
  }

  async remove<T extends Table>(table: T, where: Match<T>): Promise<number> {
    const { sql, values } = conditionOf(where);
    return this.run(`DELETE FROM ${quoted(table)} WHERE ${sql}`, values);
  }

  async query(sql: string, values: readonly unknown[] = []): Promise<unknown[]> {
    if (this.prepare(sql).statement.reader) return this.all(sql, values.map(stored));
    this.run(sql, values.map(stored));
    return [];
  }

  readonly together = false;

  async tell(sql: string, values: readonly unknown[] = [], told: Told = {}): Promise<void> {
    told.rows?.(await this.query(sql, values));
  }
}
