import { readFileSync } from "node:fs";
import { committedFiles, textOf } from "./committed-files";

/** The tables' names as Prisma's client has them. */
function tables(): string[] {
  const schema = readFileSync("prisma/schema.prisma", "utf8");
  const names = [...schema.matchAll(/^model (\w+) /gm)].flatMap(([, name]) => name ?? []);
  return names.map((name) => name.charAt(0).toLowerCase() + name.slice(1));
}

/** What asks the database, or speaks of it in Prisma's words. */
function queries(): [RegExp, string][] {
  const table = tables().join("|");
  return [
    [new RegExp(`\\b(?:tx|prisma)\\??\\s*\\.(?:${table})\\b`), "asks a table"],
    [new RegExp(`\\{[^{}]*\\b(?:${table})\\b[^{}]*\\}\\s*=\\s*[\\w.]*\\b(?:tx|prisma)\\b`), "asks a table"],
    [/\b(?:tx|prisma)\s*\.\$(?:query|execute)Raw/, "asks the database in SQL"],
    [/\bTransaction\["\w+"\]|Pick<(?:Transaction|PrismaClient)\b/, "speaks of a table"],
    [/import[^;]*\bPrisma(?:Client)?\b[^;]*from "[^"]*store\/connection\/client"/, "imports Prisma's types"],
    [/from "[^"]*store\/generated\/|from "@prisma\/client/, "imports Prisma's client"],
  ];
}

/** Who asks the database asks the store: what is asked has a name in the file of its noun (lib/store, lib/auth). */
export function queriesInStore(): string[] {
  const patterns = queries();
  return committedFiles()
    .filter((path) => /^(?:lib|app|components)\/.*(?<!\.test)\.tsx?$/.test(path))
    .filter((path) => !/^lib\/(?:store|auth|testing)\//.test(path))
    .flatMap((path) => {
      const text = textOf(path);
      const found = patterns.find(([pattern]) => pattern.test(text));
      return found ? [`${path} ${found[1]}: name what it asks in a file of lib/store`] : [];
    });
}
