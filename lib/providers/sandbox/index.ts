import { z } from "zod";
import { providerFolder } from "../folder";
import { wholeNumber } from "../variables";
import { mark } from "./mark";

const share = z
  .string()
  .regex(/^\d*\.?\d+$/)
  .transform(Number)
  .pipe(z.number().max(1))
  .default(0);

/** Works without an account and without a network, and says so everywhere. */
export const sandbox = providerFolder({
  name: "sandbox",
  variables: {
    SANDBOX_DELAY_MS: {
      reads: wholeNumber(0, 3_600_000).nullable().default(null),
      expected: "must be a whole number of milliseconds from 0 to 3600000",
      secret: false,
    },
    SANDBOX_FAIL: { reads: share, expected: "must be a share from 0 to 1", secret: false },
  },
  traces: { addresses: [], keys: [] },
  mark,
  limits: null,
  async create({ SANDBOX_DELAY_MS, SANDBOX_FAIL }, { dataDir, cleaner, now }) {
    const { createSandbox } = await import("./provider");
    return createSandbox({ dataDir, delayMs: SANDBOX_DELAY_MS ?? 0, failShare: SANDBOX_FAIL, cleaner, now });
  },
});
