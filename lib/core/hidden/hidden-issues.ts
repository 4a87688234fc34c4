import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json } from "@/lib/contracts/json";
import type { Issue } from "@/lib/contracts/parts";
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
  value: Json;
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
    if (issues.length < mostPlaces) issues.push(issueOf(text, hidden, isKey, place, field));
    else left++;
  };
  const open: Place[] = [{ value: document, name: null, above: null }];
  while (open.length > 0 && budget > 0) {
    const place = open.pop();
    if (place === undefined) break;
    const { value, name } = place;
    if (typeof name === "string") look(name, true, place);
    if (typeof value === "string") look(value, false, place);
    else if (Array.isArray(value))
      for (const [index, entry] of value.entries()) open.push({ value: entry, name: index, above: place });
    else if (isJsonObject(value))
      for (const [key, entry] of Object.entries(value)) open.push({ value: entry, name: key, above: place });
  }
  const found = [...errors.reverse(), ...warnings.reverse()];
  const rest = (issue: string, severity: Issue["severity"]): Issue[] => [
    ...found,
    { ...plain, field: field ?? "", pointer: "", issue, severity },
  ];
  if (open.length > 0)
    return rest("There are so many hidden characters that not all of it was looked through.", "error");
  if (left === 0) return found;
  const worst = errors.length > 0 ? "error" : "warning";
  return rest(`${left} more ${left === 1 ? "text holds" : "texts hold"} hidden characters.`, worst);
}

const plain = { suggested_fix: null, auto_fixable: false } as const;

function isError(hidden: readonly Hidden[]): boolean {
  return hidden.some(({ severity }) => severity === "error");
}

function issueOf(
  text: string,
  hidden: readonly Hidden[],
  isKey: boolean,
  place: Place,
  field: string | undefined,
): Issue {
  const parts = partsOf(place);
  const subject = isKey ? `The key "${spelledOut(text).slice(0, 100)}"` : "The text";
  const issue: Issue = {
    ...plain,
    pointer: pointer(parts),
    field: field ?? String(parts[0] ?? ""),
    issue: `${subject} holds characters that a reader does not see as they are: ${inWords(hidden)}.`,
    severity: isError(hidden) ? "error" : "warning",
  };
  if (isKey || field !== undefined) return issue;
  const clean = withoutHidden(text);
  return {
    ...issue,
    suggested_fix: hidden.length === 1 ? "Remove it." : "Remove them.",
    ...(clean.length > longestFix ? {} : { fix: { set: clean } }),
  };
}

function partsOf(place: Place): (string | number)[] {
  const parts: (string | number)[] = [];
  for (let at: Place | null = place; at !== null; at = at.above) if (at.name !== null) parts.push(at.name);
  return parts.reverse();
}

/** `U+200B ×3, U+202E`, the most important first. */
function inWords(hidden: readonly Hidden[]): string {
  const counts = new Map<string, { times: number; error: boolean }>();
  for (const { char, severity } of hidden) {
    const code = codeOf(char);
    const { times, error } = counts.get(code) ?? { times: 0, error: false };
    counts.set(code, { times: times + 1, error: error || severity === "error" });
  }
  const sorted = [...counts].sort(([, one], [, other]) => Number(other.error) - Number(one.error));
  const named = sorted
    .slice(0, mostCodes)
    .map(([code, { times }]) => (times === 1 ? code : `${code} ×${times}`));
  const more = sorted.length - named.length;
  return more === 0 ? named.join(", ") : `${named.join(", ")} and ${more} others`;
}
