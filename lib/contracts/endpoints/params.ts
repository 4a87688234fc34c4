import { z } from "zod";
import { faults } from "../sentences/refusals";
import { WholeNumber } from "../whole-number";

const id = z.string().max(100);

/** A run's address. */
export const RunParams = z.strictObject({ id });

/** A person's or a key's address. */
export const IdParams = z.strictObject({ id: z.string() });

/** One of a person's sessions. */
export const SessionParams = z.strictObject({ id, session: id });

export const OutputParams = z.strictObject({ id, index: WholeNumber });

export const RevisionParams = z.strictObject({ id, number: WholeNumber });

/** A provider, as runs name it. */
export const ProviderParams = z.strictObject({ provider: z.string().max(100) });

/** A model's address; its name has two parts, as providers write it. */
export const ModelParams = z
  .strictObject({ provider: z.string(), owner: z.string(), name: z.string() })
  .transform(({ provider, owner, name }) => ({ provider, name: `${owner}/${name}` }));

/** A time in an address, in seconds since 1970. */
export const Seconds = z
  .string()
  .regex(/^\d{1,11}$/, faults.fault_no_whole_number)
  .transform(Number);

/** What a signed link says: when it ends, in seconds since 1970, and that it was made here. */
export const SignedLink = z.strictObject({ expires: Seconds, signature: z.string().max(100) });
