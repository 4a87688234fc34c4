/** Another instance in a process of its own, to be killed: `INSTANCE` holds its options as JSON. */
import { z } from "zod";
import { createEngine } from "@/lib/engine/boot";
import { defaultTunables } from "@/lib/engine/tunables";
import { openDatabase } from "@/lib/store/connection/client";

const { env, tunables } = z
  .object({
    env: z.object({
      dataDir: z.string(),
      inputHosts: z.array(z.string()),
      publicUrl: z.null(),
      s3: z.null(),
      secretsKey: z.string(),
      providers: z.record(z.string(), z.unknown()),
    }),
    tunables: z.object({ heartbeat: z.number(), deadAfter: z.number() }).partial(),
  })
  .parse(JSON.parse(process.env.INSTANCE ?? ""));

// Nothing may outlive the test.
process.once("disconnect", () => process.exit(1));
const db = await openDatabase(process.env.DATABASE_URL ?? "");
const engine = await createEngine({
  env,
  db,
  log: { info() {}, warn() {}, error() {} },
  tunables: { ...defaultTunables, ...tunables },
});
await engine.start();
process.send?.("ready");
