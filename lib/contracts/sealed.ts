import { z } from "zod";
import { faults } from "./sentences/refusals";

/**
 * What stands for a secret wherever anybody can look: an HMAC that names it, and what may be shown of it. Sent back
 * in its own run it means the very same secret.
 */
export const Sealed = z.strictObject({
  $sealed: z.string().regex(/^hmac-sha256:[0-9a-f]{64}$/, faults.fault_no_seal),
  shown: z.string(),
});
export type Sealed = z.infer<typeof Sealed>;
