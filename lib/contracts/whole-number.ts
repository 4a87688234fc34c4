import { z } from "zod";
import { faults } from "./sentences/refusals";

/** A whole number in an address: digits only, and small enough for a database's column. */
export const WholeNumber = z
  .string()
  .regex(/^\d{1,9}$/, faults.fault_no_whole_number)
  .transform(Number);
