import { z } from "zod";
import { faults } from "./sentences/refusals";

const words = new Map([
  ["true", true],
  ["1", true],
  ["yes", true],
  ["on", true],
  ["false", false],
  ["0", false],
  ["no", false],
  ["off", false],
]);

/** Yes or no in a query, as the languages of clients write it: `true`, Python's `True`, `1`, `yes`, `on`, and their opposites. */
export const Flag = z.string().transform((text, context) => {
  const flag = words.get(text.trim().toLowerCase());
  if (flag === undefined) context.addIssue({ code: "custom", message: faults.fault_no_boolean });
  return flag ?? z.NEVER;
});
