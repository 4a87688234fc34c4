import type { Issue } from "@/lib/contracts/parts";
import type { ModelDescription } from "../contract";
import { uncallable } from "./names";

/** Nobody reads more of a name that is no name. */
const longestName = 100;

/** Why a call of a model would be refused, or is a guess, whatever its payload: known before anybody signs it. */
export function callIssues(model: ModelDescription): Issue[] {
  const { unknownBecause } = model;
  const name = model.name.length > longestName ? `${model.name.slice(0, longestName)}…` : model.name;
  const why = uncallable(model);
  return [
    ...(why === null
      ? []
      : [issue(`${name} cannot be sent to Replicate: ${why}.`, "Name another model, as owner/name.")]),
    ...(unknownBecause === undefined
      ? []
      : [
          issue(
            `Replicate could not be asked what ${name} takes, so this payload is a guess: ${unknownBecause}`,
            "Name the model again once Replicate answers.",
          ),
        ]),
  ];
}

function issue(says: string, fix: string): Issue {
  return {
    pointer: "",
    field: "model",
    issue: says,
    severity: "error",
    suggested_fix: fix,
    auto_fixable: false,
  };
}
