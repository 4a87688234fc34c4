import { z } from "zod";

/** A whole number in an address: digits only, and small enough for a database's column. */
export const WholeNumber = z
  .string()
  .regex(/^\d{1,9}$/, "must be a whole number")
  .transform(Number);
