// Makes the next migration for both databases from what changed in prisma/schema.prisma.
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checksumOf } from "../lib/store/migrations/migration-checksums";
import { schemaFiles } from "../lib/store/migrations/migrations";
import { migratedPostgresSchema, postgresDrift, sqliteDrift } from "../lib/store/migrations/schema-drift";
import { startPostgres } from "../lib/testing/postgres";

const name = process.argv[2]?.toLowerCase().replace(/[^a-z0-9]+/g, "_");
if (!name) {
  console.error("Name the migration: npm run db:new -- add_something");
  process.exit(1);
}

await import("./generate");
const server = await startPostgres();
try {
  const changes = {
    sqlite: await sqliteDrift(),
    postgres: await postgresDrift(await server.createDatabase()),
  };
  if (!changes.sqlite && !changes.postgres) {
    console.log("The migrations already equal the schema.");
  } else {
    const folder = `${new Date().toISOString().replace(/\D/g, "").slice(0, 14)}_${name}`;
    for (const kind of ["sqlite", "postgres"] as const) {
      const path = join(schemaFiles[kind].migrations, folder);
      mkdirSync(path, { recursive: true });
      const sql = changes[kind] || "-- Nothing changes on this database.\n";
      writeFileSync(join(path, "migration.sql"), sql);
      writeFileSync(join(path, "migration.sha256"), `${checksumOf(sql)}  migration.sql\n`);
      console.log(`Wrote ${path}/migration.sql`);
    }
  }
  copyFileSync(schemaFiles.postgres.schema, migratedPostgresSchema);
} finally {
  await server.stop();
}
