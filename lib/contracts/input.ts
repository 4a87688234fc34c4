import { z } from "zod";
import { OutputKind } from "./words";

/** Why a file of a request cannot be had now. */
export const InputProblem = z.enum([
  "no_web_address",
  "private_address",
  "unreachable",
  "refused",
  "too_slow",
  "too_large",
  "empty",
]);
export type InputProblem = z.infer<typeof InputProblem>;

/** A file that a request names, as it was when it was looked at: until it is sent it may change where it lies. */
export const InputView = z.object({
  address: z.string(),
  /** Told by its first bytes; null, as the next two, where it could not be had. */
  kind: OutputKind.nullable(),
  content_type: z.string().nullable(),
  bytes: z.number().int().nullable(),
  /** Where this server shows what it fetched. */
  url: z.string().nullable(),
  problem: InputProblem.nullable(),
});
export type InputView = z.infer<typeof InputView>;

/** Which file of a run. */
export const InputQuery = z.strictObject({ address: z.string().min(1).max(8_000) });
export type InputQuery = z.infer<typeof InputQuery>;
