/** The PostgreSQL schema, derived from the SQLite one: only provider and output differ. */
export function toPostgresSchema(sqliteSchema: string): string {
  const replacements = [
    ['output   = "../lib/store/generated/sqlite"', 'output   = "../../lib/store/generated/postgres"'],
    ['provider = "sqlite"', 'provider = "postgresql"'],
  ] as const;
  let schema = sqliteSchema;
  for (const [from, to] of replacements) {
    if (!schema.includes(from)) throw new Error(`prisma/schema.prisma has no line ${from}`);
    schema = schema.replace(from, to);
  }
  return `// Derived from ../schema.prisma by \`npm run generate\`; change that one.\n\n${schema}`;
}
