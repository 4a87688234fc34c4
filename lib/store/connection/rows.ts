import { knownError } from "@/lib/core/known-error";
import type { Prisma, PrismaClient, Transaction } from "./transaction";
import { isUniqueViolation } from "./unique-violation";

/** The tables that are written or read row by row, by the columns of their own. */
interface Tables {
  Run: [Prisma.RunGetPayload<object>, Prisma.RunCreateManyInput];
  SearchText: [Prisma.SearchTextGetPayload<object>, Prisma.SearchTextCreateManyInput];
  RunEvent: [Prisma.RunEventGetPayload<object>, Prisma.RunEventCreateManyInput];
  PayloadRevision: [Prisma.PayloadRevisionGetPayload<object>, Prisma.PayloadRevisionCreateManyInput];
  ResponseRevision: [Prisma.ResponseRevisionGetPayload<object>, Prisma.ResponseRevisionCreateManyInput];
  Review: [Prisma.ReviewGetPayload<object>, Prisma.ReviewCreateManyInput];
  Decision: [Prisma.DecisionGetPayload<object>, Prisma.DecisionCreateManyInput];
  Approval: [Prisma.ApprovalGetPayload<object>, Prisma.ApprovalCreateManyInput];
  Attempt: [Prisma.AttemptGetPayload<object>, Prisma.AttemptCreateManyInput];
  SealedSecret: [Prisma.SealedSecretGetPayload<object>, Prisma.SealedSecretCreateManyInput];
  EndedRun: [Prisma.EndedRunGetPayload<object>, Prisma.EndedRunCreateManyInput];
  RuleCatch: [Prisma.RuleCatchGetPayload<object>, Prisma.RuleCatchCreateManyInput];
  Artifact: [Prisma.ArtifactGetPayload<object>, Prisma.ArtifactCreateManyInput];
  FileUse: [Prisma.FileUseGetPayload<object>, Prisma.FileUseCreateManyInput];
  UploadedFile: [Prisma.UploadedFileGetPayload<object>, Prisma.UploadedFileCreateManyInput];
  AttemptBody: [Prisma.AttemptBodyGetPayload<object>, Prisma.AttemptBodyCreateManyInput];
  IdempotencyRecord: [Prisma.IdempotencyRecordGetPayload<object>, Prisma.IdempotencyRecordCreateManyInput];
  ApiKey: [Prisma.ApiKeyGetPayload<object>, Prisma.ApiKeyCreateManyInput];
  User: [Prisma.UserGetPayload<object>, Prisma.UserCreateManyInput];
  Hold: [Prisma.HoldGetPayload<object>, Prisma.HoldCreateManyInput];
  PolicyRule: [Prisma.PolicyRuleGetPayload<object>, Prisma.PolicyRuleCreateManyInput];
  Model: [Prisma.ModelGetPayload<object>, Prisma.ModelCreateManyInput];
  ReviewerGroup: [Prisma.ReviewerGroupGetPayload<object>, Prisma.ReviewerGroupCreateManyInput];
  Budget: [Prisma.BudgetGetPayload<object>, Prisma.BudgetCreateManyInput];
  BudgetUse: [Prisma.BudgetUseGetPayload<object>, Prisma.BudgetUseCreateManyInput];
  BudgetReservation: [Prisma.BudgetReservationGetPayload<object>, Prisma.BudgetReservationCreateManyInput];
  AuditEntry: [Prisma.AuditEntryGetPayload<object>, Prisma.AuditEntryCreateManyInput];
  ShadowRun: [Prisma.ShadowRunGetPayload<object>, Prisma.ShadowRunCreateManyInput];
  WebhookDelivery: [Prisma.WebhookDeliveryGetPayload<object>, Prisma.WebhookDeliveryCreateManyInput];
  WebhookEndpoint: [Prisma.WebhookEndpointGetPayload<object>, Prisma.WebhookEndpointCreateManyInput];
  ReviewNotice: [Prisma.ReviewNoticeGetPayload<object>, Prisma.ReviewNoticeCreateManyInput];
  EndpointDelivery: [Prisma.EndpointDeliveryGetPayload<object>, Prisma.EndpointDeliveryCreateManyInput];
  Job: [Prisma.JobGetPayload<object>, Prisma.JobCreateManyInput];
}

export type Table = keyof Tables;
/**
 * Tables that only Prisma writes, and seldom, and that every run asks: answers about them are remembered until somebody
 * else commits. The writer's own commits would not be noticed, so it takes no row for them.
 */
export type QuietTable = "Model" | "PolicyRule" | "Hold" | "Budget";
export type WrittenTable = Exclude<Table, QuietTable>;

export type Row<T extends Table> = Tables[T][0];
export type NewRow<T extends Table> = Tables[T][1];

/** Columns and what they must be equal to: a value, or one of several texts. */
export type Match<T extends Table> = {
  [Column in keyof Row<T>]?: Row<T>[Column] extends infer Value
    ? Value extends string
      ? Value | readonly Value[]
      : Value extends number | boolean | Date | null
        ? Value
        : never
    : never;
};

/** Rows of tables, one table at a time; what asks for more is for Prisma. */
export interface ReadRows {
  find<T extends Table>(table: T, where: Match<T>): Promise<Row<T>[]>;
  /** The values of some columns alone: the others may be large. */
  pick<T extends Table, Column extends keyof Row<T> & string>(
    table: T,
    where: Match<T>,
    columns: readonly Column[],
  ): Promise<Pick<Row<T>, Column>[]>;
}

/**
 * What the hot path writes: the same on each database, one statement where the database takes one. What answers nothing
 * (`insert`, `change`, `tell`) may be sent together with what follows: what goes wrong with it ends the transaction, at its
 * commit at the latest.
 */
export interface Rows extends ReadRows {
  /**
   * In the order given.
   * @throws what `taken` gives, or an error that `isUniqueViolation` knows, where a unique key is taken
   */
  insert<T extends WrittenTable>(table: T, rows: readonly NewRow<T>[], taken?: () => Error): Promise<void>;
  /** @returns false, and nothing is written, where `key` is taken */
  insertNew<T extends WrittenTable>(table: T, key: Match<T>, row: NewRow<T>): Promise<boolean>;
  /** @returns how many rows were changed */
  update<T extends WrittenTable>(table: T, where: Match<T>, set: Partial<NewRow<T>>): Promise<number>;
  /** Changes rows, however many. @throws what `none` gives, where it is given and there is none */
  change<T extends WrittenTable>(
    table: T,
    where: Match<T>,
    set: Partial<NewRow<T>>,
    none?: () => Error,
  ): Promise<void>;
  /** @returns how many rows were deleted */
  remove<T extends WrittenTable>(table: T, where: Match<T>): Promise<number>;
  /** One statement in the database's own words. */
  query(sql: string, values?: readonly unknown[]): Promise<unknown[]>;
  /** The same where what follows does not need its answer. */
  tell(sql: string, values?: readonly unknown[], told?: Told): Promise<void>;
  /** Whether what answers nothing is sent together with what follows. */
  readonly together: boolean;
}

/** Whom a statement tells what came of it, before its transaction has ended. */
export interface Told {
  rows?(rows: readonly unknown[]): void;
  /** It found nothing to do, which it says by dividing by zero. @returns how the transaction fails */
  nothing?(): Error;
}

/** The transaction has to be carried out anew: whoever wrote it knows by now what was in the way. */
export class WriteAgain extends knownError("WriteAgain") {
  constructor() {
    super("The transaction has to be carried out anew");
  }
}

interface Columns {
  readonly [name: string]: unknown;
}

/** Guarantee: a row, and what one is matched with, is a plain object that has a value by the name of each column. */
export function columnsIn(row: object): Columns {
  return row as Columns;
}

/** The columns that have a value; a row does not say of the others what they hold. */
export function given(row: Columns): string[] {
  return Object.keys(row).filter((name) => row[name] !== undefined);
}

/** Writes, and says in the caller's words that a unique key is taken. */
export async function refusing<T>(taken: (() => Error) | undefined, write: () => T): Promise<Awaited<T>> {
  try {
    return await write();
  } catch (error) {
    throw taken && isUniqueViolation(error) ? taken() : error;
  }
}

/** Writes a row over the one that has its key, or beside the others. */
export async function putRow<T extends WrittenTable>(
  rows: Rows,
  table: T,
  key: Match<T>,
  row: NewRow<T>,
): Promise<void> {
  if ((await rows.update(table, key, row)) === 0) await rows.insert(table, [row]);
}

// Kept per process, however many times a bundler copies this module: routes read by the client that the start made.
const slot = Symbol.for("countersign.row-readers");
const shared: typeof globalThis & { [slot]?: WeakMap<object, ReadRows> } = globalThis;
shared[slot] ??= new WeakMap();
const quick = shared[slot];

/** From now on what reads rows by this client takes the shorter way. */
export function readsBy(client: PrismaClient, rows: ReadRows): void {
  quick.set(client, rows);
}

/** Reads rows: by a whole client the shortest way it has, by a transaction within that. */
export function readRows(client: Transaction): ReadRows {
  return quick.get(client) ?? rowsIn(client);
}

/** The methods of a table that Prisma has, as far as they are used here. */
interface Delegate {
  findMany(args: object): Promise<never[]>;
  findFirst(args: object): Promise<object | null>;
  createMany(args: object): Promise<{ count: number }>;
  updateMany(args: object): Promise<{ count: number }>;
  deleteMany(args: object): Promise<{ count: number }>;
}

/** Guarantee: Prisma names the delegate of a model as the model, in lower case at its beginning. */
function delegateOf(tx: Transaction, table: Table): Delegate {
  const name = `${table.charAt(0).toLowerCase()}${table.slice(1)}`;
  return (tx as unknown as Record<string, Delegate>)[name] as Delegate;
}

/** The same as Prisma says it. */
function whereOf(match: object): object {
  return Object.fromEntries(
    Object.entries(match).map(([name, value]) => [name, Array.isArray(value) ? { in: value } : value]),
  );
}

/** The rows of a transaction of Prisma's. */
export function rowsIn(tx: Transaction): Rows {
  return {
    find: (table, where) => delegateOf(tx, table).findMany({ where: whereOf(where) }),
    pick: (table, where, columns) =>
      delegateOf(tx, table).findMany({
        where: whereOf(where),
        select: Object.fromEntries(columns.map((column) => [column, true])),
      }),
    async insert(table, rows, taken) {
      if (rows.length > 0) await refusing(taken, () => delegateOf(tx, table).createMany({ data: rows }));
    },
    async insertNew(table, key, row) {
      if (await delegateOf(tx, table).findFirst({ where: whereOf(key) })) return false;
      await delegateOf(tx, table).createMany({ data: [row] });
      return true;
    },
    update: async (table, where, data) =>
      (await delegateOf(tx, table).updateMany({ where: whereOf(where), data })).count,
    async change(table, where, data, none) {
      const { count } = await delegateOf(tx, table).updateMany({ where: whereOf(where), data });
      if (none && count === 0) throw none();
    },
    remove: async (table, where) => (await delegateOf(tx, table).deleteMany({ where: whereOf(where) })).count,
    query: (sql, values = []) => tx.$queryRawUnsafe(sql, ...values),
    async tell(sql, values = [], told = {}) {
      const rows = await tx.$queryRawUnsafe<unknown[]>(sql, ...values);
      told.rows?.(rows);
    },
    together: false,
  };
}
