import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { parseEnv } from "./env";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "countersign-env-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const parse = (source: Record<string, string> = {}) => parseEnv({ DATA_DIR: folder, ...source });

function refusalOf(source: Record<string, string>): string {
  try {
    parse(source);
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
  return "";
}

it("has a default for everything", () => {
  expect(parse()).toMatchObject({
    databaseUrl: "file:./data/countersign.db",
    port: 3000,
    publicUrl: null,
    trustedProxies: null,
    enableHitlOrchestrator: false,
    providers: {
      REPLICATE_API_TOKEN: null,
      REPLICATE_BASE_URL: null,
      REPLICATE_WEBHOOK_SECRET: null,
      SANDBOX_DELAY_MS: null,
      SANDBOX_FAIL: 0,
    },
    bootstrap: { adminEmail: null, adminPassword: null, apiKey: null },
    logLevel: "info",
  });
});

it("reads what is set", () => {
  expect(
    parse({
      DATABASE_URL: "postgresql://user@host/db",
      PORT: "8080",
      PUBLIC_URL: "https://sign.example.com/",
      TRUSTED_PROXIES: "2",
      ENABLE_HITL_ORCHESTRATOR: "true",
      SANDBOX_DELAY_MS: "0",
      SANDBOX_FAIL: "0.25",
      BETTER_AUTH_SECRET: "s".repeat(32),
    }),
  ).toMatchObject({
    databaseUrl: "postgresql://user@host/db",
    port: 8080,
    publicUrl: "https://sign.example.com",
    trustedProxies: { hops: 2 },
    enableHitlOrchestrator: true,
    providers: { SANDBOX_DELAY_MS: 0, SANDBOX_FAIL: 0.25 },
    authSecret: "s".repeat(32),
  });
});

it("names proxies that cannot be read", () => {
  expect(refusalOf({ TRUSTED_PROXIES: "10.0.0.0/33" })).toContain(
    'TRUSTED_PROXIES must be a number of hops, or addresses and CIDR blocks with commas between; it is "10.0.0.0/33"',
  );
});

it("takes an empty string for unset", () => {
  expect(parse({ PORT: "", PUBLIC_URL: "", BOOTSTRAP_API_KEY: "" }).port).toBe(3000);
});

it("names every wrong variable, what was expected and what came", () => {
  const refusal = refusalOf({ PORT: "70000", SANDBOX_FAIL: "1.5", ENABLE_HITL_ORCHESTRATOR: "yes" });
  expect(refusal).toContain('PORT must be a whole number from 1 to 65535; it is "70000"');
  expect(refusal).toContain('SANDBOX_FAIL must be a share from 0 to 1; it is "1.5"');
  expect(refusal).toContain('ENABLE_HITL_ORCHESTRATOR must be true or false; it is "yes"');
});

it.each([
  ["DATABASE_URL", "mysql://root:hunter2@host/db"],
  ["REPLICATE_WEBHOOK_SECRET", "hunter2!"],
  ["REPLICATE_BASE_URL", "https://ann:hunter2@replicate.internal/v1"],
  ["BOOTSTRAP_API_KEY", "hunter2"],
  ["BETTER_AUTH_SECRET", "hunter2"],
])("does not show the value of %s", (name, value) => {
  const refusal = refusalOf({ [name]: value });
  expect(refusal).toContain(name);
  expect(refusal).not.toContain("hunter2");
});

it.each([
  "https://example.com/countersign",
  "https://example.com/?a=b",
  "https://example.com/#a",
  "https://ann:hunter2@example.com",
])("does not start on PUBLIC_URL=%s, whose links would lead to nothing", (address) => {
  expect(refusalOf({ PUBLIC_URL: address })).toContain("nothing after its host and port");
});

it("takes a public address with a port, in any case, with or without a slash at its end", () => {
  expect(parse({ PUBLIC_URL: "https://Sign.Example.com:8443/" }).publicUrl).toBe(
    "https://sign.example.com:8443",
  );
  expect(parse({ PUBLIC_URL: "https://example.com:443" }).publicUrl).toBe("https://example.com");
});

it.each(["file:./data/countersign.db?connection_limit=1", "file:///data/countersign.db?mode=ro"])(
  "makes no database of the odd name in %s",
  (url) => {
    expect(refusalOf({ DATABASE_URL: url })).toContain("no ?parameters after it");
  },
);

it("wants the first admin's e-mail and password together", () => {
  expect(refusalOf({ BOOTSTRAP_ADMIN_EMAIL: "a@example.com" })).toContain("must be set together");
});

it("keeps one secret in the data folder, for its owner alone", () => {
  const { authSecret } = parse();
  expect(authSecret.length).toBeGreaterThanOrEqual(32);
  expect(parse().authSecret).toBe(authSecret);
  expect(readFileSync(join(folder, "secret"), "utf8")).toBe(authSecret);
  expect(statSync(join(folder, "secret")).mode & 0o777).toBe(0o600);
});

it("makes the data folder for its owner alone, and names it when nothing can be kept there", () => {
  const made = join(folder, "made");
  parse({ DATA_DIR: made });
  expect(statSync(made).mode & 0o777).toBe(0o700);
  const file = join(made, "secret");
  expect(refusalOf({ DATA_DIR: file })).toContain(
    `DATA_DIR must be a folder that can be written to; ${file}`,
  );
});

it("keeps outputs in a bucket when all of its settings are there, and refuses half of them", () => {
  const bucket = {
    S3_ENDPOINT: "https://s3.example.com/",
    S3_REGION: "eu-central-1",
    S3_BUCKET: "outputs",
    S3_ACCESS_KEY_ID: "AKIA1",
    S3_SECRET_ACCESS_KEY: "very secret",
  };
  expect(parse().s3).toBeNull();
  expect(parse(bucket).s3).toEqual({
    endpoint: "https://s3.example.com",
    region: "eu-central-1",
    bucket: "outputs",
    accessKeyId: "AKIA1",
    secretAccessKey: "very secret",
  });
  const { S3_BUCKET: _, ...half } = bucket;
  expect(refusalOf(half)).toContain("must be set together; missing: S3_BUCKET");
  expect(refusalOf(half)).not.toContain("very secret");
});

it("takes a key to sign with; alone on a file it makes one, and instances that share a database sign nothing without", () => {
  const key = Buffer.alloc(32, 7).toString("base64");
  expect(parse({ SIGNING_KEY: key }).signing).toEqual({ key, retired: [] });
  expect(parse({ SIGNING_KEY: key, SIGNING_KEYS_RETIRED: `${key}, ${key}` }).signing?.retired).toEqual([
    key,
    key,
  ]);
  expect(refusalOf({ SIGNING_KEY: "secret" })).toContain("SIGNING_KEY must be 32 bytes in Base64");
  expect(refusalOf({ SIGNING_KEYS_RETIRED: `${key},x` })).toContain(
    "SIGNING_KEYS_RETIRED must be public keys",
  );
  expect(parse().signing?.key).toBe(parse().signing?.key);
  expect(parse({ DATABASE_URL: "postgresql://db.internal/countersign" }).signing).toBeNull();
});

it("takes a key for secrets of 32 bytes, else makes one for its owner alone and keeps it", () => {
  const given = Buffer.alloc(32, 7).toString("base64");
  expect(parse({ SECRETS_KEY: given }).secretsKey).toBe(given);
  for (const wrong of [given.slice(4), `${given}AAAA`, "secret", " "]) {
    const refusal = refusalOf({ SECRETS_KEY: wrong });
    expect(refusal).toContain("SECRETS_KEY must be 32 bytes in Base64");
    expect(refusal).not.toContain(given.slice(4, 20));
  }
  const made = parse().secretsKey;
  expect(Buffer.from(made, "base64")).toHaveLength(32);
  expect(parse().secretsKey).toBe(made);
  const path = join(folder, "secrets-key");
  expect([readFileSync(path, "utf8"), statSync(path).mode & 0o777]).toEqual([made, 0o600]);
});
