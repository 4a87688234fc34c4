import { z } from "zod";

/** A whole number in digits, within bounds. */
export const wholeNumber = (from: number, to: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(from).max(to));

/** An address without user info and without the slash at its end; null when it is not set. */
export const webAddress = z
  .url({ protocol: /^https?$/ })
  // A user and a password in it would stand in every sentence that names it.
  .refine((address) => new URL(address).username === "" && new URL(address).password === "")
  .transform((address) => address.replace(/\/+$/, ""))
  .nullable()
  .default(null);

/** Any text; null when it is not set. */
export const text = z.string().nullable().default(null);
