import { type Row, rowsOf } from "@/components/run/payload/rows-of";
import { printJson } from "@/lib/contracts/json-text";
import type { Run } from "@/lib/contracts/run";
import { sameJson } from "@/lib/core/same-json";
import { clustersOf } from "../alike/cluster";
import type { Template } from "../alike/template";

/** Runs of one model at one step, with what they have in common told once. */
export interface Section {
  key: string;
  /** Names what is told once: what was seen of another common part says nothing of this one. */
  question: string;
  runs: Run[];
  /** The fields whose value is the same in all of them. */
  common: Row[];
  /** The other fields of each run. */
  own: ReadonlyMap<string, Row[]>;
  /** What the prompt of each has in common with those that are nearly equal to it. */
  templates: ReadonlyMap<string, Template>;
  /** Whether they all wait for the same reason. */
  sameReason: boolean;
}

/** Puts runs of the same model and step together, in the order in which the first of each comes. */
export function sectionsOf(runs: readonly Run[]): Section[] {
  const kinds = new Map<string, Run[]>();
  for (const run of runs) {
    const key = [run.provider, run.model, run.model_version, run.current_step].join(" ");
    kinds.set(key, [...(kinds.get(key) ?? []), run]);
  }
  return [...kinds].map(([key, members]) => sectionOf(key, members));
}

function sectionOf(key: string, runs: Run[]): Section {
  const fields = new Map(runs.map((run) => [run.run_id, fieldsOf(run)]));
  const [first = [], ...others] = [...fields.values()];
  const values = others.map((list) => new Map(list.map(({ spec, after }) => [spec.key, after])));
  const isCommon = ({ spec, after }: Row) =>
    values.every((known) => known.has(spec.key) && sameJson(known.get(spec.key), after));
  // What one alone has in common with itself is no news.
  const common = others.length === 0 ? [] : first.filter(isCommon);
  const shared = new Set(common.map(({ spec }) => spec.key));
  const own = new Map(
    runs.map(({ run_id, prompt }) => [
      run_id,
      (fields.get(run_id) ?? []).filter(
        // The prompt is the row's title; another field that says the same says it of itself.
        ({ spec, after }) => !shared.has(spec.key) && !(spec.key === "prompt" && after === prompt),
      ),
    ]),
  );
  const templates = new Map(
    clustersOf(runs, ({ prompt }) => prompt).flatMap(({ items, template }) =>
      items.map(({ run_id }) => [run_id, template] as const),
    ),
  );
  return {
    key,
    question: `${key} ${printJson(common.map(({ spec, after }) => [spec.key, after ?? null]))}`,
    runs,
    common,
    own,
    templates,
    sameReason: new Set(runs.map(({ message }) => message)).size === 1,
  };
}

/** Before there is a payload nothing of one is signed; at an answer it was signed before. */
function fieldsOf(run: Run): Row[] {
  if (run.suggested_payload === null || run.current_step === "response_review") return [];
  return rowsOf(run.input_schema, run.example_payload, run.suggested_payload);
}
