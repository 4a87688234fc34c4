import { hostname } from "node:os";
import { z } from "zod";
import { urlOf } from "@/lib/contracts/url-of";
import type { OidcSettings } from "./auth/oidc";
import { passwordLimits } from "./auth/password-limits";
import { parseTrustedProxies } from "./auth/trusted-proxies";
import { keptSecret } from "./kept-secret";
import type { MailSettings } from "./orchestrator/notices/post-office";
import type { SlackSettings } from "./orchestrator/notices/slack-channel";
import { everyHost } from "./providers/private-hosts";
import { ProviderEnvironment, providerVariables } from "./providers/settings";
import { text, webAddress, wholeNumber } from "./providers/variables";
import { locateDatabase } from "./store/connection/location";
import { postgresConnection } from "./store/connection/postgres-connection";
import type { S3Settings } from "./store/files/s3-storage";

/** Pages and cookies are at the root of their site: the links of an address with a path would lead to nothing. */
const siteAddress = z
  .url({ protocol: /^https?$/ })
  .refine((address) => new URL(address).href === `${new URL(address).origin}/`)
  .transform((address) => new URL(address).origin)
  .nullable()
  .default(null);

/** Origins with commas between them, each as a browser names it. */
const origins = z
  .string()
  .transform((list) => list.split(",").map((origin) => origin.trim()))
  .pipe(z.array(z.string().refine((origin) => urlOf(origin)?.origin === origin)))
  .default([]);

/** 32 bytes, in either alphabet of Base64, padded or not. */
function isBase64Key(text: string): boolean {
  return /^[\w+/-]{43}=?$/.test(text) && Buffer.from(text, "base64").length === 32;
}

function isHost(host: string): boolean {
  return urlOf(`http://${host}/`)?.host === host;
}

/** Hosts with commas between them, each with its port where that is not the usual one. */
const hosts = z
  .string()
  .transform((list) => list.split(",").map((host) => host.trim()))
  .pipe(z.array(z.string().refine((host) => isHost(host))))
  .default([]);

const databaseUrl = z.string().refine((url) => {
  try {
    return Boolean(locateDatabase(url));
  } catch {
    return false;
  }
});

/** Words with commas between them. */
const wordList = z.string().transform((list) => list.split(",").map((word) => word.trim()));

const trustedProxies = z
  .string()
  .transform((text, check) => {
    try {
      return parseTrustedProxies(text);
    } catch {
      check.addIssue({ code: "custom" });
      return z.NEVER;
    }
  })
  .nullable()
  .default(null);

const variables = z.object({
  DATABASE_URL: databaseUrl.default("file:./data/countersign.db"),
  DATA_DIR: z.string().default("./data"),
  PORT: wholeNumber(1, 65_535).default(3000),
  PUBLIC_URL: siteAddress,
  TRUSTED_PROXIES: trustedProxies,
  CORS_ORIGINS: origins,
  INPUT_HOSTS: hosts,
  ALLOW_PRIVATE_ADDRESSES: z
    .enum(["true", "false"])
    .transform((value) => value === "true")
    .default(false),
  WEBHOOK_HOSTS: hosts,
  S3_ENDPOINT: webAddress,
  S3_REGION: text,
  S3_BUCKET: text,
  S3_ACCESS_KEY_ID: text,
  S3_SECRET_ACCESS_KEY: text,
  ENABLE_HITL_ORCHESTRATOR: z
    .enum(["true", "false"])
    .transform((value) => value === "true")
    .default(false),
  FIRST_RULES: z
    .enum(["true", "false"])
    .transform((value) => value === "true")
    .default(true),
  BOOTSTRAP_ADMIN_EMAIL: z.email().nullable().default(null),
  BOOTSTRAP_ADMIN_PASSWORD: z
    .string()
    .min(passwordLimits.min)
    .max(passwordLimits.max)
    .nullable()
    .default(null),
  BOOTSTRAP_API_KEY: z.string().min(32).nullable().default(null),
  BETTER_AUTH_SECRET: z.string().min(32).nullable().default(null),
  SECRETS_KEY: z
    .string()
    .refine((text) => isBase64Key(text))
    .nullable()
    .default(null),
  SIGNING_KEY: z
    .string()
    .refine((text) => isBase64Key(text))
    .nullable()
    .default(null),
  SIGNING_KEYS_RETIRED: z
    .string()
    .transform((list) => list.split(",").map((key) => key.trim()))
    .pipe(z.array(z.string().refine((key) => isBase64Key(key))))
    .default([]),
  HEADS_FILE: text,
  HEADS_WEBHOOK_URL: webAddress,
  SLACK_BOT_TOKEN: text,
  SLACK_CHANNEL: z
    .string()
    .regex(/^[CG][A-Z0-9]{8,}$/)
    .nullable()
    .default(null),
  SLACK_API_URL: webAddress,
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .nullable()
    .default(null),
  MAIL_FROM: z.email().nullable().default(null),
  MAIL_REVIEWERS: z.enum(["nobody", "groups", "everybody"]).default("nobody"),
  SESSION_IDLE_MINUTES: wholeNumber(5, 43_200).default(720),
  SESSION_MAX_HOURS: wholeNumber(1, 8_760).default(168),
  ERASE_AFTER_DAYS: wholeNumber(1, 36_500).nullable().default(null),
  FILES_KEEP_HOURS: wholeNumber(1, 876_000).default(24),
  STOP_DELAY_SECONDS: wholeNumber(0, 300).default(0),
  OIDC_ISSUER: webAddress,
  OIDC_CLIENT_ID: text,
  OIDC_CLIENT_SECRET: text,
  OIDC_ROLE_CLAIM: z.string().min(1).default("roles"),
  OIDC_ADMINS: wordList.default(["countersign-admin"]),
  OIDC_REVIEWERS: wordList.default(["countersign-reviewer"]),
  OIDC_REQUESTERS: wordList.nullable().default(null),
  REQUIRE_SECOND_FACTOR: z
    .enum(["true", "false"])
    .transform((value) => value === "true")
    .default(false),
  CONFIRM_OVER_USD: z
    .string()
    .regex(/^\d{1,9}(\.\d{1,9})?$/)
    .transform(Number)
    .nullable()
    .default(null),
  CONFIRM_MINUTES: wholeNumber(1, 1_440).default(5),
  INSTANCE_NAME: z
    .string()
    .regex(/^[\w.:-]{1,64}$/)
    .nullable()
    .default(null),
  OTEL_EXPORTER_OTLP_ENDPOINT: webAddress,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: webAddress,
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
});

type Name = keyof z.infer<typeof variables>;

const ownExpected = {
  DATABASE_URL:
    "must start with file: (SQLite, a file's path and no ?parameters after it) or postgresql:// (PostgreSQL)",
  DATA_DIR: "must be a folder",
  PORT: "must be a whole number from 1 to 65535",
  PUBLIC_URL:
    "must be an http:// or https:// address with nothing after its host and port: Countersign needs a host name or a port of its own, not a path below another site",
  TRUSTED_PROXIES: "must be a number of hops, or addresses and CIDR blocks with commas between",
  WEBHOOK_HOSTS: "must be hosts such as app.internal or 10.0.0.5:9000, with commas between them",
  ALLOW_PRIVATE_ADDRESSES: "must be true or false",
  INPUT_HOSTS: "must be hosts such as files.internal or 10.0.0.5:9000, with commas between them",
  CORS_ORIGINS: "must be origins such as https://app.example.com, with commas between them",
  S3_ENDPOINT: "must be an http:// or https:// address",
  S3_REGION: "must be text",
  S3_BUCKET: "must be text",
  S3_ACCESS_KEY_ID: "must be text",
  S3_SECRET_ACCESS_KEY: "must be text",
  FIRST_RULES: "must be true or false",
  ENABLE_HITL_ORCHESTRATOR: "must be true or false",
  BOOTSTRAP_ADMIN_EMAIL: "must be an e-mail address",
  BOOTSTRAP_ADMIN_PASSWORD: `must have ${passwordLimits.min} to ${passwordLimits.max} characters`,
  BOOTSTRAP_API_KEY: "must have at least 32 characters",
  BETTER_AUTH_SECRET: "must have at least 32 characters",
  SECRETS_KEY: "must be 32 bytes in Base64, as `openssl rand -base64 32` makes them",
  SIGNING_KEY: "must be 32 bytes in Base64, as `openssl rand -base64 32` makes them",
  SIGNING_KEYS_RETIRED: "must be public keys of 32 bytes in Base64, with commas between them",
  HEADS_FILE: "must be a file's path",
  HEADS_WEBHOOK_URL: "must be an http:// or https:// address",
  SLACK_BOT_TOKEN: "must be text",
  SLACK_CHANNEL: "must be a channel's id, such as C0123456789",
  SLACK_API_URL: "must be an http:// or https:// address",
  SMTP_URL: "must be an smtp:// or smtps:// address",
  MAIL_FROM: "must be an e-mail address",
  MAIL_REVIEWERS: "must be nobody, groups or everybody",
  SESSION_IDLE_MINUTES: "must be a whole number of minutes from 5 to 43200",
  SESSION_MAX_HOURS: "must be a whole number of hours from 1 to 8760",
  ERASE_AFTER_DAYS: "must be a whole number from 1 to 36500",
  FILES_KEEP_HOURS: "must be a whole number of hours from 1 to 876000",
  STOP_DELAY_SECONDS: "must be a whole number of seconds from 0 to 300",
  OIDC_ISSUER: "must be the http:// or https:// address of an OpenID Connect issuer",
  OIDC_CLIENT_ID: "must be text",
  OIDC_CLIENT_SECRET: "must be text",
  OIDC_ROLE_CLAIM: "must be the name of a claim",
  OIDC_ADMINS: "must be words with commas between them",
  OIDC_REVIEWERS: "must be words with commas between them",
  OIDC_REQUESTERS: "must be words with commas between them",
  REQUIRE_SECOND_FACTOR: "must be true or false",
  CONFIRM_OVER_USD: "must be an amount in US dollars such as 0.5 or 20",
  CONFIRM_MINUTES: "must be a whole number of minutes from 1 to 1440",
  INSTANCE_NAME: "must have 1 to 64 letters, digits, dots, colons, dashes or underscores",
  OTEL_EXPORTER_OTLP_ENDPOINT: "must be the http:// or https:// address of a collector",
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "must be the http:// or https:// address of a collector",
  LOG_LEVEL: "must be one of trace, debug, info, warn, error, fatal, silent",
} as const satisfies Record<Name, string>;

/** What each variable must be, as the end of a sentence. */
const expected: Readonly<Record<string, string>> = {
  ...ownExpected,
  ...Object.fromEntries(
    Object.entries(providerVariables).map(([name, { expected: words }]) => [name, words]),
  ),
};

const s3Names = [
  "S3_ENDPOINT",
  "S3_REGION",
  "S3_BUCKET",
  "S3_ACCESS_KEY_ID",
  "S3_SECRET_ACCESS_KEY",
] as const;

const oidcNames = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] as const;

// A database URL may carry a password.
const ownSecrets = [
  "DATABASE_URL",
  "S3_ACCESS_KEY_ID",
  "S3_SECRET_ACCESS_KEY",
  "BOOTSTRAP_ADMIN_PASSWORD",
  "BOOTSTRAP_API_KEY",
  "BETTER_AUTH_SECRET",
  "SECRETS_KEY",
  "SIGNING_KEY",
  "OIDC_CLIENT_SECRET",
  "SLACK_BOT_TOKEN",
  "SMTP_URL",
] as const satisfies readonly Name[];

const secret: ReadonlySet<string> = new Set<string>([
  ...ownSecrets,
  ...Object.keys(providerVariables).filter((name) => providerVariables[name]?.secret),
]);

/** The environment as the application uses it; what is not set is null or its default. */
export type Env = ReturnType<typeof parseEnv>;

/**
 * Reads the environment; an empty string counts as unset. Throws one error that names every wrong
 * variable, what was expected and what came, but never a secret's value.
 */
export function parseEnv(source: Record<string, string | undefined>) {
  const set = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = variables.safeParse(set);
  const providers = ProviderEnvironment.safeParse(set);
  const faults = namesOf(parsed.error, providers.error).map((name) => faultOf(name, set[name] ?? ""));
  if (Boolean(set.BOOTSTRAP_ADMIN_EMAIL) !== Boolean(set.BOOTSTRAP_ADMIN_PASSWORD)) {
    faults.push(
      "BOOTSTRAP_ADMIN_EMAIL and BOOTSTRAP_ADMIN_PASSWORD must be set together; only one of them is",
    );
  }
  const missing = s3Names.filter((name) => !set[name]);
  if (missing.length > 0 && missing.length < s3Names.length) {
    faults.push(`${s3Names.join(", ")} must be set together; missing: ${missing.join(", ")}`);
  }
  const unsaid = oidcNames.filter((name) => !set[name]);
  if (unsaid.length > 0 && unsaid.length < oidcNames.length)
    faults.push(`${oidcNames.join(", ")} must be set together; missing: ${unsaid.join(", ")}`);
  if (Boolean(set.SLACK_BOT_TOKEN) !== Boolean(set.SLACK_CHANNEL))
    faults.push("SLACK_BOT_TOKEN and SLACK_CHANNEL must be set together; only one of them is");
  if ((set.MAIL_REVIEWERS ?? "nobody") !== "nobody" && !(set.SMTP_URL && set.MAIL_FROM))
    faults.push("MAIL_REVIEWERS needs SMTP_URL and MAIL_FROM");
  const connection = parsed.success ? connectionFault(parsed.data.DATABASE_URL) : null;
  if (connection !== null) faults.push(connection);
  if (!parsed.success || !providers.success || faults.length > 0) {
    throw new Error(`The environment is not right: ${faults.join(". ")}.`);
  }

  const value = parsed.data;
  return {
    databaseUrl: value.DATABASE_URL,
    dataDir: value.DATA_DIR,
    port: value.PORT,
    publicUrl: value.PUBLIC_URL,
    /** Whose `X-Forwarded-For` is believed; null is nobody's. */
    trustedProxies: value.TRUSTED_PROXIES,
    /** Origins whose pages may call the API with a key of their own. */
    corsOrigins: value.CORS_ORIGINS,
    /** Hosts in the operator's own network whose files reviewers are shown. */
    inputHosts: value.ALLOW_PRIVATE_ADDRESSES ? [everyHost] : value.INPUT_HOSTS,
    /** Hosts in the operator's own network that webhooks may go to. */
    webhookHosts: value.ALLOW_PRIVATE_ADDRESSES ? [everyHost] : value.WEBHOOK_HOSTS,
    /** What it says to the providers, by the names of their variables. */
    providers: providers.data,
    /** The bucket that output files are kept in; null keeps them in the data directory. */
    s3: s3Of(value),
    /** Whether the older endpoint sends its traffic to the orchestrator. */
    enableHitlOrchestrator: value.ENABLE_HITL_ORCHESTRATOR,
    /** What was said of a run is erased so many days after its end; null keeps it. */
    eraseAfterDays: value.ERASE_AFTER_DAYS,
    /** An uploaded file that no run names is kept for so long, in milliseconds. */
    filesKeptFor: value.FILES_KEEP_HOURS * 3_600_000,
    /** How long a process that is asked to stop says that it is not ready, and serves on, before it does. */
    stopDelaySeconds: value.STOP_DELAY_SECONDS,
    /** Whether an empty database gets the first rules of the organisation. */
    firstRules: value.FIRST_RULES,
    bootstrap: {
      adminEmail: value.BOOTSTRAP_ADMIN_EMAIL,
      adminPassword: value.BOOTSTRAP_ADMIN_PASSWORD,
      apiKey: value.BOOTSTRAP_API_KEY,
    },
    authSecret: value.BETTER_AUTH_SECRET ?? keptSecret(value.DATA_DIR, "secret"),
    sessions: {
      /** A session ends when nothing was done with it for so long, in milliseconds. */
      idle: value.SESSION_IDLE_MINUTES * 60_000,
      /** It ends so long after it began, whatever is done with it; in milliseconds. */
      longest: value.SESSION_MAX_HOURS * 3_600_000,
    },
    /** Who lets people sign in beside us; null is nobody. */
    oidc: oidcOf(value),
    /** The channel that is told of questions; null is none. */
    slack: slackOf(value),
    /** How reviewers are written to; null is not at all. */
    mail: mailOf(value),
    /** Whether reviewers and admins who have no second factor count as requesters. */
    requireSecondFactor: value.REQUIRE_SECOND_FACTOR,
    confirmation: {
      /** A decision that may cost more US dollars asks its person who they are; null asks for none. */
      overUsd: value.CONFIRM_OVER_USD,
      /** For so long after they proved it nobody is asked again, in milliseconds. */
      within: value.CONFIRM_MINUTES * 60_000,
    },
    /** What secrets in payloads are locked with: 32 bytes in Base64. */
    secretsKey: value.SECRETS_KEY ?? keptSecret(value.DATA_DIR, "secrets-key"),
    /** What commits are signed with; null where several instances share a database and no key was given. */
    signing: signingOf(value),
    /** The file that signed heads are appended to; null keeps them in the database alone. */
    headsFile: value.HEADS_FILE,
    headsWebhookUrl: value.HEADS_WEBHOOK_URL,
    /** What this instance is called in the log. */
    instanceName: value.INSTANCE_NAME ?? `${hostname()}:${value.PORT}`,
    logLevel: value.LOG_LEVEL,
    /** The collector itself reads where it sends them. */
    collectsSpans: (value.OTEL_EXPORTER_OTLP_ENDPOINT ?? value.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) !== null,
  };
}

/** What in a PostgreSQL address would not do what it says, as a sentence. */
function connectionFault(url: string): string | null {
  const location = locateDatabase(url);
  if (location.kind === "sqlite") return null;
  try {
    postgresConnection(location.connectionString, "requests");
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Instances that share a database sign with one key; a process alone on its file makes its own. */
function signingOf({
  SIGNING_KEY,
  SIGNING_KEYS_RETIRED,
  DATABASE_URL,
  DATA_DIR,
}: z.output<typeof variables>) {
  const isAlone = locateDatabase(DATABASE_URL).kind === "sqlite";
  const key = SIGNING_KEY ?? (isAlone ? keptSecret(DATA_DIR, "signing-key") : null);
  return key === null ? null : { key, retired: SIGNING_KEYS_RETIRED };
}

/** All three or none: a partial set was refused before. */
function oidcOf(value: z.output<typeof variables>): OidcSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = value;
  if (!issuer || !clientId || !clientSecret) return null;
  const words = {
    admin: value.OIDC_ADMINS,
    reviewer: value.OIDC_REVIEWERS,
    requester: value.OIDC_REQUESTERS,
  };
  return { issuer, clientId, clientSecret, roleClaim: value.OIDC_ROLE_CLAIM, words };
}

/** Both or none: a partial set was refused before. */
function slackOf(value: z.output<typeof variables>): SlackSettings | null {
  const { SLACK_BOT_TOKEN: token, SLACK_CHANNEL: channel, SLACK_API_URL: apiUrl } = value;
  return token && channel ? { token, channel, apiUrl: apiUrl && `${apiUrl.replace(/\/$/, "")}/` } : null;
}

/** A server alone writes to nobody. */
function mailOf(value: z.output<typeof variables>): MailSettings | null {
  const { SMTP_URL: url, MAIL_FROM: from, MAIL_REVIEWERS: to } = value;
  return url && from && to !== "nobody" ? { url, from, to } : null;
}

/** All five or none: a partial set was refused before. */
function s3Of(value: z.output<typeof variables>): S3Settings | null {
  const { S3_ENDPOINT: endpoint, S3_REGION: region, S3_BUCKET: bucket } = value;
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = value;
  if (!endpoint || !region || !bucket || !accessKeyId || !secretAccessKey) return null;
  return { endpoint, region, bucket, accessKeyId, secretAccessKey };
}

function namesOf(...errors: (z.ZodError | undefined)[]): string[] {
  const names = new Set(errors.flatMap((error) => error?.issues.map((issue) => String(issue.path[0])) ?? []));
  return Object.keys(expected).filter((name) => names.has(name));
}

function faultOf(name: string, value: string): string {
  // An address may carry a password.
  const came =
    secret.has(name) || /\/\/[^/]*@/.test(value)
      ? `what came has ${value.length} characters and is not shown`
      : `it is ${JSON.stringify(value)}`;
  return `${name} ${expected[name]}; ${came}`;
}
