import { readFileSync } from "node:fs";
import type { PoolConfig } from "pg";
import { storeLimits } from "../limits";

/** What a connection is for, as PostgreSQL shows it in `pg_stat_activity`. */
const purposes = {
  requests: "countersign",
  jobs: "countersign jobs",
  news: "countersign live updates",
  migration: "countersign migration",
} as const;

type Tls = Exclude<PoolConfig["ssl"], undefined>;

/**
 * What to give the `pg` library for a connection to `url`: TLS as libpq reads `sslmode`, the name under which it shows,
 * and how many connections requests may take (`connection_limit`).
 * @throws Error with a sentence, without the password, for a parameter that would not do what it says
 */
export function postgresConnection(url: string, purpose: keyof typeof purposes) {
  const [address = "", query = ""] = url.split(/\?(.*)/s);
  const parameters = new URLSearchParams(query);
  const take = (name: string): string | null => {
    const value = parameters.get(name);
    parameters.delete(name);
    return value === "" ? null : value;
  };
  refuseSchema(take("schema"));
  const name = take("application_name");
  const ssl = tlsOf(take);
  const max = limitOf(take("connection_limit"));
  const rest = parameters.toString();
  return {
    connectionString: rest === "" ? address : `${address}?${rest}`,
    ...(ssl === undefined ? {} : { ssl }),
    application_name: name === null ? purposes[purpose] : `${name} (${purposes[purpose]})`,
    max,
    keepAlive: true,
    connectionTimeoutMillis: storeLimits.connectionWait,
  } satisfies PoolConfig;
}

// Job queue, locks and live updates are of the whole database: two installations in two schemas would meet there.
function refuseSchema(schema: string | null): void {
  if (schema === null || schema === "public") return;
  throw new Error(
    `DATABASE_URL asks for the schema ${schema}: Countersign works in the schema public of a database of its own, so make one for it and leave ?schema= out`,
  );
}

function limitOf(given: string | null): number {
  if (given === null) return storeLimits.postgresConnections;
  const limit = Number(given);
  if (Number.isInteger(limit) && limit >= 2 && limit <= 1000) return limit;
  throw new Error(
    `DATABASE_URL has connection_limit=${given}: it must be a whole number from 2 to 1000, the connections that requests may take`,
  );
}

/** TLS as libpq means it; undefined leaves it to what else the URL says. */
function tlsOf(take: (name: string) => string | null): Tls | undefined {
  const mode = take("sslmode");
  const root = take("sslrootcert");
  const files = {
    ...(root === null || root === "system" ? {} : { ca: pem("sslrootcert", root) }),
    ...pemNamed("cert", "sslcert", take),
    ...pemNamed("key", "sslkey", take),
  };
  // Whether a certificate is the server's own is asked by its name; these modes do not ask.
  const anyName = { checkServerIdentity: () => undefined };
  switch (mode) {
    case null:
      return Object.keys(files).length === 0 ? undefined : files;
    case "disable":
      return false;
    case "no-verify":
      return { ...files, rejectUnauthorized: false };
    case "require":
      return files.ca === undefined ? { ...files, rejectUnauthorized: false } : { ...files, ...anyName };
    case "verify-ca":
      if (files.ca !== undefined) return { ...files, ...anyName };
      throw new Error(
        "DATABASE_URL has sslmode=verify-ca without sslrootcert: name the authority's file, or say sslmode=verify-full to trust the system's",
      );
    case "verify-full":
      return files;
    case "prefer":
    case "allow":
      throw new Error(
        `DATABASE_URL has sslmode=${mode}, which may go on without TLS and not say so: say require, verify-ca or verify-full for TLS, disable for none`,
      );
    default:
      throw new Error(
        `DATABASE_URL has sslmode=${mode}: it must be disable, require, verify-ca or verify-full`,
      );
  }
}

function pemNamed(member: "cert" | "key", parameter: string, take: (name: string) => string | null) {
  const path = take(parameter);
  return path === null ? {} : { [member]: pem(parameter, path) };
}

function pem(parameter: string, path: string): string {
  try {
    return readFileSync(/* turbopackIgnore: true */ path, "utf8");
  } catch {
    throw new Error(`DATABASE_URL names the file ${path} as ${parameter}, which cannot be read`);
  }
}
