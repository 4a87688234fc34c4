import { z } from "zod";
import { faults } from "./sentences/refusals";

/**
 * What stands for a file of ours in a payload: which it is and the SHA-256 of its bytes, so that the file itself is what
 * is signed. Its name and address are for people.
 */
export const FileRef = z.strictObject({
  $file: z.string().regex(/^file_\w{1,60}$/, faults.fault_no_file),
  /** Hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/, faults.fault_no_file),
  name: z.string().max(300),
  url: z.string().max(300),
});
export type FileRef = z.infer<typeof FileRef>;
