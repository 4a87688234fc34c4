import type { z } from "zod";
import { Said } from "@/lib/contracts/said";
import { quoted, said } from "@/lib/contracts/sentences";
import { faults } from "@/lib/contracts/sentences/refusals";
import { shortened } from "./body";

type Issue = z.core.$ZodIssue;

/** The codes of the fixed sentences, by their English words: a schema's own words come as a text. */
const fixed: ReadonlyMap<string, string> = new Map(
  Object.entries(faults).flatMap(([code, words]) =>
    typeof words === "string" ? [[words, code] as const] : [],
  ),
);

/** What zod found, as a sentence with its values; the words of a schema that has none, as they are. */
export function faultOf(issue: Issue): Said {
  if (issue.code === "invalid_type" && issue.input === undefined)
    return said("fault_required", { expected: issue.expected });
  const code = fixed.get(issue.message);
  if (code !== undefined) return { code, values: {} };
  switch (issue.code) {
    case "invalid_type":
      return said("fault_wrong_type", { expected: issue.expected, is: typeOf(issue.input) });
    case "too_small":
      return tooSmall(issue);
    case "too_big":
      return tooBig(issue);
    case "not_multiple_of":
      return said("fault_no_multiple", { of: issue.divisor });
    case "invalid_value":
      return said("fault_not_among", { choices: issue.values.map((value) => String(value)) });
    case "invalid_format":
      return issue.format === "regex" && issue.pattern !== undefined
        ? said("fault_other_pattern", { pattern: issue.pattern })
        : said("fault_other_format", { format: issue.format });
    case "invalid_union":
      return said("fault_fits_none");
    case "custom": {
      const given = Said.safeParse(issue.params?.said);
      return given.success ? given.data : quoted(shortened(issue.message));
    }
    default:
      return said("fault_invalid");
  }
}

function tooSmall({ origin, minimum, inclusive }: Extract<Issue, { code: "too_small" }>): Said {
  const limit = Number(minimum);
  if (origin === "string") return said("fault_too_short", { limit });
  if (origin === "array" || origin === "set") return said("fault_too_few", { limit });
  return said("fault_too_small", { limit, over: inclusive === false });
}

function tooBig({ origin, maximum, inclusive }: Extract<Issue, { code: "too_big" }>): Said {
  const limit = Number(maximum);
  if (origin === "string") return said("fault_too_long", { limit });
  if (origin === "array" || origin === "set") return said("fault_too_many", { limit });
  return said("fault_too_large", { limit, under: inclusive === false });
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
