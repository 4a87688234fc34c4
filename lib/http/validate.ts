import { z } from "zod";
import { CodedError } from "@/lib/core/errors";
import { pointer } from "@/lib/core/json-pointer";
import { shortened } from "./body";
import { maxErrors } from "./limits";

/** The value as the schema sees it, or a `validation_error` with one pointer and sentence per fault. */
export function validate<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  what: "body" | "query",
): z.output<Schema> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const { issues } = result.error;
  const faults = issues.reduce((sum, issue) => sum + faultsIn(issue), 0);
  const errors = issues
    .slice(0, maxErrors)
    .flatMap((issue) => sentences(issue, schema))
    .slice(0, maxErrors);
  const first = errors[0];
  const more = faults > 1 ? ` (and ${faults - 1} more)` : "";
  const detail =
    first === undefined ? "is not valid" : shortened(`${first.pointer || "it"} ${first.message}`);
  throw new CodedError("validation_error", `The ${what} is not as expected: ${detail}${more}.`, { errors });
}

type Issue = z.core.$ZodIssue;

function faultsIn(issue: Issue): number {
  return issue.code === "unrecognized_keys" ? issue.keys.length : 1;
}

function sentences(issue: Issue, schema: z.ZodType): { pointer: string; message: string }[] {
  const path = issue.path.filter((part) => typeof part !== "symbol");
  if (issue.code === "unrecognized_keys") {
    const known = knownKeys(schema, path);
    const hint = known.length > 0 ? `; known keys: ${known.join(", ")}` : "";
    return issue.keys.slice(0, maxErrors).map((key) => ({
      pointer: pointer([...path, key]),
      message: `unknown key «${shortened(key)}»${hint}`,
    }));
  }
  if (issue.code === "invalid_union") {
    const closest = closestBranch(issue.errors);
    if (closest.length > 0) {
      return closest.flatMap((inner) => sentences({ ...inner, path: [...path, ...inner.path] }, schema));
    }
  }
  if (issue.code === "invalid_type" && issue.input === undefined) {
    return [{ pointer: pointer(path), message: `is required (${issue.expected})` }];
  }
  return [{ pointer: pointer(path), message: lowerFirst(issue.message) }];
}

// Of the branches of a union the one that came furthest says what was meant.
function closestBranch(branches: Issue[][]): Issue[] {
  const depth = (issues: Issue[]) => Math.max(0, ...issues.map((issue) => issue.path.length));
  const deepest = branches.toSorted((a, b) => depth(b) - depth(a))[0] ?? [];
  return depth(deepest) > 0 ? deepest : [];
}

/** The keys an object schema has at a path; none when the schema there is not a plain object. */
function knownKeys(schema: z.ZodType, path: (string | number)[]): string[] {
  let here: unknown = unwrap(schema);
  for (const part of path) {
    if (here instanceof z.ZodObject) here = here.shape[String(part)];
    else if (here instanceof z.ZodArray) here = here.element;
    else if (here instanceof z.ZodRecord) here = here.valueType;
    else return [];
    here = unwrap(here);
  }
  return here instanceof z.ZodObject ? Object.keys(here.shape) : [];
}

/** What a schema is beneath what may be left out of it: the object among the branches of a union. */
export function unwrap(schema: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return unwrap(schema.unwrap());
  }
  if (schema instanceof z.ZodPipe) return unwrap(schema.out);
  if (schema instanceof z.ZodUnion)
    return schema.options.map(unwrap).find((option) => option instanceof z.ZodObject);
  return schema;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
