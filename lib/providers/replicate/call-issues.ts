import type { Issue } from "@/lib/contracts/parts";
import type { Said } from "@/lib/contracts/said";
import { quoted, said } from "@/lib/contracts/sentences";
import { issueOf } from "@/lib/core/issue";
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
    ...(why === null ? [] : [issue(said("not_callable", { name, why }), said("name_as_owner_name"))]),
    ...(unknownBecause === undefined
      ? []
      : [issue(said("guessed", { name, why: quoted(unknownBecause) }), said("name_again"))]),
  ];
}

function issue(says: Said, advises: Said): Issue {
  return issueOf({ field: "model", says, advises });
}
