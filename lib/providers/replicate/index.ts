import { z } from "zod";
import { providerFolder } from "../folder";
import { text, webAddress } from "../variables";
import { replicateBudgets } from "./limits";
import { mark } from "./mark";
import { replicateTraces } from "./traces";

const webhookSecret = z
  .string()
  .regex(/^(whsec_)?[A-Za-z0-9+/]+={0,2}$/)
  .nullable()
  .default(null);

/** Replicate (https://replicate.com). */
export const replicate = providerFolder({
  name: "replicate",
  variables: {
    REPLICATE_API_TOKEN: { reads: text, expected: "must be text", secret: true },
    REPLICATE_BASE_URL: {
      reads: webAddress,
      expected: "must be an http:// or https:// address",
      secret: false,
    },
    REPLICATE_WEBHOOK_SECRET: {
      reads: webhookSecret,
      expected: "must be base64, with or without whsec_ before it",
      secret: true,
    },
  },
  traces: replicateTraces,
  mark,
  limits: replicateBudgets,
  async create({ REPLICATE_API_TOKEN, REPLICATE_BASE_URL, REPLICATE_WEBHOOK_SECRET }, { cleaner, now }) {
    const [{ createReplicate }, { sweepUploads }] = await Promise.all([
      import("./provider"),
      import("./upload"),
    ]);
    if (REPLICATE_API_TOKEN !== null) await sweepUploads(new Date());
    return createReplicate({
      token: REPLICATE_API_TOKEN,
      baseUrl: REPLICATE_BASE_URL ?? undefined,
      webhookSecret: REPLICATE_WEBHOOK_SECRET,
      cleaner,
      now,
    });
  },
});
