import type { ProviderView } from "@/lib/contracts/catalogue";
import type { HealthDetail } from "@/lib/contracts/health";
import type { Database } from "@/lib/store/connection/client";
import type { Outages } from "@/lib/store/connection/outages";
import { asksForBinding } from "@/lib/store/decision-settings";
import { instancesNow } from "@/lib/store/installation";
import { queueFigures } from "@/lib/store/jobs";
import { lookAtMigrations } from "@/lib/store/migrations/look-at-migrations";
import { enabledRules } from "@/lib/store/policy-rules";
import { artifactsKept } from "@/lib/store/runs/artifacts";
import { countFromNewer, countRuns } from "@/lib/store/runs/counts";
import { leftOutOfLate } from "@/lib/store/runs/readable";
import { runsUnderOtherKeys } from "@/lib/store/runs/sealed-secrets";
import { isSearchIndexed } from "@/lib/store/runs/search-index";
import { isSigningBehind } from "@/lib/store/signed-heads";
import { isAnyOff } from "@/lib/store/webhook-endpoints";
import { version } from "../../../package.json";
import { hasRuleNobodyAnswers } from "../policies/demand-answerable";
import { checkReadiness } from "./check-readiness";
import { freeBytes } from "./free-bytes";
import { providerTrouble } from "./provider-trouble";
import { withoutAccount } from "./without-account";

interface Installation {
  db: Database;
  dataDir: string;
  storage: { kind: "disk" | "s3"; trouble: string | null };
  providers: ProviderView[];
  outages: Outages;
  /** Names the key that secrets are sealed with here. */
  secretsKeyId: string;
  /** Whether what is committed is signed here. */
  signs: boolean;
  /** Whether whoever asks came without HTTPS over the open net. */
  inTheOpen: boolean;
}

/** Health says so when something is unsigned for longer, in milliseconds. */
const signedWithin = 5 * 60_000;

/** So many runs are named in a sentence. */
const mostNamed = 10;

/** What a newer release wrote and nobody here can read, as a sentence; null where there is nothing. */
async function newerRuns({ prisma }: Database): Promise<string | null> {
  const runs = await countFromNewer(prisma);
  if (runs === 0) return null;
  const were = runs === 1 ? "One run that is not over was" : `${runs} runs that are not over were`;
  return `${were} written by a newer release of Countersign. Nothing is done to them here: update this instance.`;
}

/** What was left out of lists because it cannot be read, as a sentence; null where there is nothing. */
async function runsLeftOut({ prisma }: Database): Promise<string | null> {
  const ids = await leftOutOfLate(prisma);
  if (ids.length === 0) return null;
  const named = ids.slice(0, mostNamed).join(", ");
  const others = ids.length > mostNamed ? ` and ${ids.length - mostNamed} more` : "";
  return `What is stored of ${named}${others} cannot be read, so lists leave it out. POST /api/hitl/audit/verify says what is wrong with it.`;
}

/** How the installation is, in figures. Throws when the database does not answer: then readiness says why. */
export async function healthDetail(
  { db, dataDir, storage, providers, outages, secretsKeyId, signs, inTheOpen }: Installation,
  now: Date,
): Promise<HealthDetail> {
  const { prisma } = db;
  const asked = performance.now();
  const trouble =
    (await checkReadiness(db, dataDir)) ??
    outages.recent(now) ??
    storage.trouble ??
    (await newerRuns(db)) ??
    (await runsLeftOut(db)) ??
    (await providerTrouble(db, providers, now));
  const answers_in_ms = Math.round((performance.now() - asked) * 10) / 10;
  const { applied, missing } = await lookAtMigrations(db);
  const instances = await instancesNow(prisma);
  return {
    version,
    node: process.versions.node,
    now: now.toISOString(),
    started_at: new Date(now.getTime() - process.uptime() * 1000).toISOString(),
    trouble,
    notices: [
      ...(inTheOpen ? (["no_https"] as const) : []),
      ...((await runsUnderOtherKeys(prisma, secretsKeyId)) > 0 ? (["secrets_key_differs"] as const) : []),
      ...((await enabledRules(prisma)).length === 0 ? (["no_rules"] as const) : []),
      ...((await hasRuleNobodyAnswers(prisma, now)) ? (["rule_unanswerable"] as const) : []),
      ...((await asksForBinding(prisma)) ? [] : (["binding_off"] as const)),
      ...(signs ? [] : (["nothing_signed"] as const)),
      ...(signs && (await isSigningBehind(prisma, new Date(now.getTime() - signedWithin)))
        ? (["signing_behind"] as const)
        : []),
      ...((await isSearchIndexed(db)) ? [] : (["search_not_indexed"] as const)),
      ...((await isAnyOff(prisma)) ? (["webhook_off"] as const) : []),
    ],
    database: { kind: db.kind, answers_in_ms },
    migrations: { applied, missing },
    queue: await queueFigures(db, now),
    runs: {
      awaiting_human: await countRuns(prisma, "awaiting_human"),
      running: await countRuns(prisma, "running"),
      queued: await countRuns(prisma, "queued"),
    },
    without_account: await withoutAccount(db, providers),
    providers,
    instances: instances.map(({ id, startedAt, seenAt }) => ({
      id,
      started_at: startedAt.toISOString(),
      seen_at: seenAt.toISOString(),
    })),
    storage: {
      ...storage,
      ...(await artifactsKept(prisma)),
      free_bytes: storage.kind === "disk" ? await freeBytes(dataDir) : null,
    },
  };
}
