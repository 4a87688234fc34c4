import type { ErrorObject, ValidateFunction } from "ajv";
import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { JsonObject } from "@/lib/contracts/json";
import { printJson } from "@/lib/contracts/json-text";
import type { Issue } from "@/lib/contracts/parts";
import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import { issueOf } from "@/lib/core/issue";
import { at, pointer, setAt } from "@/lib/core/json-pointer";
import { nodesUpTo } from "@/lib/core/same-json";
import { isStandIn } from "@/lib/core/sealed/stand-ins";
import type { ModelDescription } from "../contract";
import { readable } from "./exact-keywords";
import { describeFix, type Finding, type Fix, findingOf, isSettled } from "./finding";
import { materialIssues } from "./material-issues";
import { isWeights, urlsIn } from "./material-url";
import { type Field, fieldsOf, restOf } from "./model-schema";
import { textFieldOf } from "./text-field";
import { validatorOf } from "./validator";

/** Nobody reads more, and a long list of wrong entries must not fill the log. */
const mostFindings = 100;

/** So many errors of the schema check are sorted out: which belong together takes the square of their number. */
const mostErrors = 1_000;

/**
 * What is wrong with a payload for this model: errors by its Input schema, files of the wrong
 * kind or at addresses nobody else can reach, and keys it does not know. Makes no call and
 * never throws; a model that cannot be checked says so.
 */
export function validatePayload(payload: JsonObject, model: ModelDescription): Issue[] {
  const fields = fieldsOf(model);
  const textField = textFieldOf(fields, payload)?.field ?? null;
  return [...schemaIssues(payload, model), ...materialIssues(payload, model.exampleInput, fields, textField)];
}

/** The same by the schema alone: what addresses in it lead to is not looked at. */
export function schemaIssues(payload: JsonObject, model: ModelDescription): Issue[] {
  return withFixesThatHold(findingsOf(payload, model), payload, model).map(withFix);
}

/** Each fix that is tried checks the whole payload anew: so many are, and fewer in a large one. */
const mostTried = 50;
const mostLooks = 20_000;

/** Advice that would be refused in its turn ("Use 99." where the most is 50) is none. */
function withFixesThatHold(
  findings: readonly Finding[],
  payload: JsonObject,
  model: ModelDescription,
): Finding[] {
  let tries = Math.min(mostTried, Math.ceil(mostLooks / (1 + nodesUpTo(payload, mostLooks))));
  return findings.map((finding) => {
    const { fix, issue } = finding;
    if (fix === null || !("set" in fix)) return finding;
    const next = tries-- > 0 ? setAt(payload, issue.pointer, fix.set) : null;
    if (isJsonObject(next) && isSettled(issue.pointer, findingsOf(next, model))) return finding;
    return { issue: withoutFix(issue), fix: null };
  });
}

function withoutFix({ fix_said: _, ...issue }: Issue): Issue {
  return { ...issue, suggested_fix: null, auto_fixable: false };
}

/** Issues are kept in the log with every revision, so a fix that is as long as a payload stays out. */
const longestFix = 2_000;

function withFix({ issue, fix }: Finding): Issue {
  if (fix === null || printJson(fix).length > longestFix) return issue;
  return { ...issue, fix: "moveTo" in fix ? { move_to: fix.moveTo } : fix };
}

/** The same with the automatic fix of each, where there is a safe one. */
export function findingsOf(payload: JsonObject, model: ModelDescription): Finding[] {
  const validate = validatorOf(model);
  const fields = fieldsOf(model);
  if (validate === null || fields === null) {
    return [
      model.openapiSchema === null
        ? unchecked("info", said("no_schema"))
        : unchecked("warning", said("schema_unreadable")),
    ];
  }
  const all = errorsOf(validate, payload);
  if (all === null) return [unchecked("error", said("payload_uncheckable"))];
  // A secret was looked at before it was sealed.
  const found = all.filter(({ instancePath }) => !isStandIn(at(payload, instancePath), model.sealedMark));
  const errors = onePerPlace(withoutBranches(found.slice(0, mostErrors))).slice(0, mostFindings);
  const textField = textFieldOf(fields, payload)?.field ?? null;
  return [
    ...errors.map((error) => findingOf(error, payload, fields, textField)),
    ...unknownKeys(payload, fields, restOf(model)),
  ];
}

/**
 * Null where ajv gives up: it asks objects that are compared with each other for their `toString`, which may be data.
 * A schema that never ends (a RangeError) is no such case: its model is refused.
 */
function errorsOf(validate: ValidateFunction, payload: JsonObject): ErrorObject[] | null {
  try {
    validate(readable(payload));
    return validate.errors ?? [];
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return null;
  }
}

function unchecked(severity: Issue["severity"], says: Said): Finding {
  return { issue: issueOf({ severity, says }), fix: null };
}

/**
 * Of a choice between schemas only what helps: for an optional value the errors of the
 * value itself, not that it could have been null; for a real choice one error for all.
 */
function withoutBranches(errors: ErrorObject[]): ErrorObject[] {
  const choices = errors.filter((error) => error.keyword === "anyOf" || error.keyword === "oneOf");
  return choices.reduce((kept, choice) => {
    const isBranch = (error: ErrorObject) =>
      error !== choice && error.instancePath.startsWith(choice.instancePath) && inside(error, choice);
    const branches = kept.filter(isBranch);
    const real = branches.filter((error) => !(error.keyword === "type" && error.params.type === "null"));
    const optional = real.length < branches.length && real.length > 0;
    return kept.filter((error) =>
      optional ? error !== choice && !(isBranch(error) && !real.includes(error)) : !isBranch(error),
    );
  }, errors);
}

/** A text among number choices is one mistake, and the choices say more about it than the type. */
function onePerPlace(errors: ErrorObject[]): ErrorObject[] {
  const choices = new Set(
    errors.flatMap(({ keyword, instancePath }) => (keyword === "enum" ? [instancePath] : [])),
  );
  return errors.filter((error) => error.keyword !== "type" || !choices.has(error.instancePath));
}

/** References lead out of the choice's own path, so an error in a definition at the same place counts as inside. */
function inside(error: ErrorObject, choice: ErrorObject): boolean {
  return (
    error.schemaPath.startsWith(`${choice.schemaPath}/`) || error.schemaPath.startsWith("#/definitions/")
  );
}

function unknownKeys(
  payload: JsonObject,
  fields: readonly Field[],
  isTaken: (key: string) => boolean,
): Finding[] {
  const known = new Set(fields.map((field) => field.name));
  const unknown: string[] = [];
  for (const key of Object.keys(payload)) {
    if (!known.has(key) && !isTaken(key)) unknown.push(key);
    if (unknown.length === mostFindings) break;
  }
  if (unknown.length === 0) return [];
  // The first field of a name stands for it.
  const byPlainName = new Map(fields.toReversed().map((field) => [plain(field.name), field]));
  return unknown.map((key) => unknownKey(key, payload, byPlainName.get(plain(key))));
}

/** Settings nobody reads are dropped, or moved where they were meant; a file that would be lost is somebody's decision. */
function unknownKey(key: string, payload: JsonObject, meant: Field | undefined): Finding {
  const moved = meant !== undefined && !Object.hasOwn(payload, meant.name) ? meant : undefined;
  const holdsFile = urlsIn(payload[key]).some(({ url }) => !isWeights(key, url));
  const fix: Fix | null =
    moved !== undefined ? { moveTo: pointer([moved.name]) } : holdsFile ? null : { remove: true };
  return {
    issue: issueOf({
      pointer: pointer([key]),
      field: key,
      severity: holdsFile ? "error" : "warning",
      says: said(holdsFile ? "unknown_key_with_file" : "unknown_key", { key }),
      advises: fix === null ? said("put_file_into_field") : describeFix(fix),
      auto_fixable: fix !== null,
    }),
    fix,
  };
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}
