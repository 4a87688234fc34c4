import type { Match, QuietTable, Row, Table } from "./rows";

const tables = { Model: true, PolicyRule: true, Hold: true, Budget: true } as const satisfies Record<
  QuietTable,
  true
>;
const quiet: ReadonlySet<string> = new Set(Object.keys(tables));

/** So many different questions are remembered. */
const most = 256;

/** Answers about tables that this connection does not write, for as long as nobody else commits anything. */
export class Remembered {
  private readonly answers = new Map<string, unknown[]>();
  private seen: number | null = null;

  /** @param others changes with every commit of anybody else */
  constructor(private readonly others: () => number) {}

  answer<T extends Table>(table: T, where: Match<T>, ask: () => Row<T>[]): Row<T>[] {
    if (!quiet.has(table)) return ask();
    // Told before it is asked: what is committed in between is asked for again.
    const now = this.others();
    if (now !== this.seen || this.answers.size >= most) this.answers.clear();
    this.seen = now;
    const question = JSON.stringify([table, where]);
    const known = this.answers.get(question) ?? ask();
    this.answers.set(question, known);
    // Guarantee: what is kept under a table's name are its rows.
    return [...known] as Row<T>[];
  }
}
