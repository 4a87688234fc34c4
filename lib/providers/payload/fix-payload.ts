import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { isNumber, numberIn } from "@/lib/contracts/json-text";
import type { Issue } from "@/lib/contracts/parts";
import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import { shown } from "@/lib/contracts/sentences/shown";
import { issueOf, saidOfIssue } from "@/lib/core/issue";
import { at, removeAt, setAt } from "@/lib/core/json-pointer";
import { nodesUpTo } from "@/lib/core/same-json";
import type { ModelDescription } from "../contract";
import { type Finding, type Fix, isSettled, spelled } from "./finding";
import { plainAddress } from "./material-url";
import { fieldsOf } from "./model-schema";
import { findingsOf } from "./validate-payload";

/** A payload after its automatic fixes. */
export interface FixedPayload {
  payload: JsonObject;
  /** The issues they settled, in order. */
  fixed: Issue[];
  /** Each change in a sentence. */
  changes: Said[];
  /** Error issues of their own: where a fix changed what was asked for, a person has to agree. */
  toConfirm: Issue[];
}

/**
 * The payload with every auto-fixable issue settled: numbers brought into their range,
 * values into their type, unknown choices to the nearest one or the default, unknown keys
 * dropped. Never removes words or files of a request. The same payload when there is nothing
 * to fix. A fix is kept only if nothing is wrong any more where it was made and fewer issues
 * are left, so fixing twice changes nothing more.
 */
export function fixPayload(payload: JsonObject, model: ModelDescription): FixedPayload {
  let findings = findingsOf(payload, model);
  const budget: Budget = { tries: Math.min(mostTries, Math.ceil(mostLooks / sizeOf(payload, model))) };
  const result: FixedPayload = { payload, fixed: [], changes: [], toConfirm: [] };
  // Each round leaves fewer issues than the one before, so there are at most as many rounds.
  for (let better = firstBetter(result.payload, findings, model, budget); better !== null; ) {
    result.fixed.push(better.finding.issue);
    result.changes.push(changeOf(better.finding, result.payload));
    result.toConfirm.push(...confirmationOf(better.finding, result.payload));
    result.payload = better.payload;
    findings = better.findings;
    better = firstBetter(result.payload, findings, model, budget);
  }
  return result;
}

/** Each try checks the whole payload anew: so many are made, and fewer of a large one. What is left over waits for a person. */
const mostTries = 300;
const mostLooks = 40_000;

function sizeOf(payload: JsonObject, model: ModelDescription): number {
  return nodesUpTo(payload, mostLooks) + (fieldsOf(model)?.length ?? 0);
}

interface Budget {
  tries: number;
}

interface Better {
  finding: Finding & { fix: Fix };
  payload: JsonObject;
  findings: Finding[];
}

function firstBetter(
  payload: JsonObject,
  findings: readonly Finding[],
  model: ModelDescription,
  budget: Budget,
): Better | null {
  for (const { issue, fix } of findings) {
    if (fix === null) continue;
    if (budget.tries <= 0) return null;
    budget.tries--;
    const next = applied(payload, issue.pointer, fix);
    if (!isJsonObject(next)) continue;
    const left = findingsOf(next, model);
    if (left.length < findings.length && isSettled("moveTo" in fix ? fix.moveTo : issue.pointer, left))
      return { finding: { issue, fix }, payload: next, findings: left };
  }
  return null;
}

function applied(payload: JsonObject, pointer: string, fix: Fix): Json {
  if ("set" in fix) return setAt(payload, pointer, fix.set);
  const without = removeAt(payload, pointer);
  return "moveTo" in fix ? setAt(without, fix.moveTo, at(payload, pointer) ?? null) : without;
}

/** "512" for 512 says the same; 4 for 50 does not. */
function confirmationOf({ issue, fix }: Better["finding"], payload: JsonObject): Issue[] {
  if (!("set" in fix) || saysTheSame(at(payload, issue.pointer), fix.set)) return [];
  return [
    issueOf({
      pointer: issue.pointer,
      field: issue.field,
      says: said("was_set", { issue: saidOfIssue(issue), value: shown(fix.set) }),
      advises: said("approve_or_choose"),
    }),
  ];
}

function saysTheSame(before: Json | undefined, after: Json): boolean {
  if (before === undefined || before === null || before === "") return true;
  const [one, other] = [before, after].map((value) => (Array.isArray(value) ? value[0] : value));
  if (typeof one === "object" || typeof other === "object") return false;
  if (typeof one === "string" && plainAddress(one) === other) return true;
  const [was, is] = [one, other].map(asNumber);
  return was === undefined || is === undefined ? spelled(one) === spelled(other) : was === is;
}

function asNumber(value: Json | undefined): number | bigint | undefined {
  if (typeof value === "string") return numberIn(value);
  return isNumber(value) ? value : Number(value);
}

function changeOf({ issue, fix }: Better["finding"], payload: JsonObject): Said {
  const where = issue.pointer.slice(1).replaceAll("/", ".");
  const change =
    "set" in fix
      ? said("set_to", { where, value: shown(fix.set) })
      : "moveTo" in fix
        ? said("moved_to", { where, to: fix.moveTo.slice(1) })
        : said("left_out", { where, value: shown(at(payload, issue.pointer)) });
  return said("change_because", { change, because: saidOfIssue(issue) });
}
