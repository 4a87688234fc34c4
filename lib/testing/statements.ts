import Database from "better-sqlite3";

/** What SQLite was asked to do: statements in all, and those of them that ended a transaction. */
export interface Statements {
  all: string[];
  commits: number;
}

/** Counts every statement of this process on SQLite, whoever gives it, until it is disposed of. */
export function countStatements(): Statements & Disposable {
  const { prepare } = Database.prototype;
  const counted = {
    all: [] as string[],
    get commits() {
      return counted.all.filter((text) => /^COMMIT/i.test(text)).length;
    },
    [Symbol.dispose]() {
      Database.prototype.prepare = prepare;
    },
  };
  Database.prototype.prepare = function counting(text: string) {
    counted.all.push(text);
    return prepare.call(this, text);
  };
  return counted;
}
