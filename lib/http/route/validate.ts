import { z } from "zod";
import { said } from "@/lib/contracts/sentences";
import { type Fault, refusal } from "@/lib/core/errors";
import { pointer } from "@/lib/core/json-pointer";
import { maxErrors } from "../limits";
import { shortened } from "./body";
import { faultOf } from "./fault-of";

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
  const found = issues
    .slice(0, maxErrors)
    .flatMap((issue) => faultsOf(issue, schema))
    .slice(0, maxErrors);
  const { pointer: at, says } = found[0] ?? { pointer: "", says: said("fault_invalid") };
  const code = what === "body" ? "body_unexpected" : "query_unexpected";
  throw refusal("validation_error", said(code, { at: shortened(at), fault: says, more: faults - 1 }), found);
}

type Issue = z.core.$ZodIssue;

function faultsIn(issue: Issue): number {
  return issue.code === "unrecognized_keys" ? issue.keys.length : 1;
}

function faultsOf(issue: Issue, schema: z.ZodType): Fault[] {
  const path = issue.path.filter((part) => typeof part !== "symbol");
  if (issue.code === "unrecognized_keys") {
    const known = knownKeys(schema, path);
    return issue.keys.slice(0, maxErrors).map((key) => ({
      pointer: pointer([...path, key]),
      says: said("fault_unknown_key", { key: shortened(key), known }),
    }));
  }
  if (issue.code === "invalid_union") {
    const closest = closestBranch(issue.errors);
    if (closest.length > 0) {
      return closest.flatMap((inner) => faultsOf({ ...inner, path: [...path, ...inner.path] }, schema));
    }
  }
  return [{ pointer: pointer(path), says: faultOf(issue) }];
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
