import { eachInside } from "@/lib/contracts/each-inside";
import type { Json } from "@/lib/contracts/json";
import type { Issue } from "@/lib/contracts/parts";
import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import { issueOf } from "../issue";
import { pointer } from "../json-pointer";
import { findHidden, type Hidden } from "./find-hidden";
import { codeOf, spelledOut, withoutHidden } from "./segments";

/** So many places are named, and so many characters at each; the rest are counted. */
const mostPlaces = 50;
const mostCodes = 8;

/** After so many hidden characters a document is not looked through any further: nobody can mean well with it. */
const mostHidden = 20_000;

/** Issues are kept in the log with every revision, so a fix that is as long as a payload stays out. */
const longestFix = 2_000;

interface Place {
  value: unknown;
  name: string | number | null;
  above: Place | null;
}

/**
 * An issue for each text of a document that holds hidden characters, and for each such key, with its pointer.
 * Linear in the document's size.
 * @param field what the issues are about, where it is not the first name of their pointer
 */
export function hiddenIssues(document: Json, field?: string): Issue[] {
  const [errors, warnings]: [Issue[], Issue[]] = [[], []];
  let left = 0;
  let budget = mostHidden;
  const look = (text: string, isKey: boolean, place: Place) => {
    const hidden = findHidden(text);
    if (hidden.length === 0) return;
    budget -= hidden.length;
    const issues = isError(hidden) ? errors : warnings;
    if (issues.length < mostPlaces) issues.push(issueAt(text, hidden, isKey, place, field));
    else left++;
  };
  const open: Place[] = [{ value: document, name: null, above: null }];
  while (open.length > 0 && budget > 0) {
    const place = open.pop();
    if (place === undefined) break;
    const { value, name } = place;
    if (typeof name === "string") look(name, true, place);
    if (typeof value === "string") look(value, false, place);
    else eachInside(value, (inner, at) => open.push({ value: inner, name: at, above: place }));
  }
  const found = [...errors.reverse(), ...warnings.reverse()];
  const rest = (says: Said, severity: Issue["severity"]): Issue[] => [
    ...found,
    issueOf({ field: field ?? "", severity, says }),
  ];
  if (open.length > 0) return rest(said("hidden_beyond_count"), "error");
  if (left === 0) return found;
  const worst = errors.length > 0 ? "error" : "warning";
  return rest(said("hidden_elsewhere", { texts: left }), worst);
}

function isError(hidden: readonly Hidden[]): boolean {
  return hidden.some(({ severity }) => severity === "error");
}

function issueAt(
  text: string,
  hidden: readonly Hidden[],
  isKey: boolean,
  place: Place,
  field: string | undefined,
): Issue {
  const parts = partsOf(place);
  const key = isKey ? spelledOut(text).slice(0, 100) : null;
  const issue = {
    pointer: pointer(parts),
    field: field ?? String(parts[0] ?? ""),
    severity: isError(hidden) ? ("error" as const) : ("warning" as const),
    says: said("hidden_characters", { key, ...countsOf(hidden) }),
  };
  if (isKey || field !== undefined) return issueOf(issue);
  const clean = withoutHidden(text);
  return {
    ...issueOf({ ...issue, advises: said(hidden.length === 1 ? "remove_it" : "remove_them") }),
    ...(clean.length > longestFix ? {} : { fix: { set: clean } }),
  };
}

function partsOf(place: Place): (string | number)[] {
  const parts: (string | number)[] = [];
  for (let at: Place | null = place; at !== null; at = at.above) if (at.name !== null) parts.push(at.name);
  return parts.reverse();
}

/** The codes, the most important first, and how many more there are. */
function countsOf(hidden: readonly Hidden[]) {
  const counts = new Map<string, { times: number; error: boolean }>();
  for (const { char, severity } of hidden) {
    const code = codeOf(char);
    const { times, error } = counts.get(code) ?? { times: 0, error: false };
    counts.set(code, { times: times + 1, error: error || severity === "error" });
  }
  const sorted = [...counts].sort(([, one], [, other]) => Number(other.error) - Number(one.error));
  const characters = sorted.slice(0, mostCodes).map(([code, { times }]) => ({ code, times }));
  return { characters, others: sorted.length - characters.length };
}
