import type { Revision, RevisionDetail } from "@/lib/contracts/evidence";
import type { Json } from "@/lib/contracts/json";
import type { Run } from "@/lib/contracts/run";
import { minutesAgo } from "./clock";
import { grace, system } from "./people";

function makeRevision(over: Partial<RevisionDetail> & { payload: Json }): RevisionDetail {
  return {
    number: 1,
    kind: "example",
    digest: "sha256:5b1e0d",
    issues: [],
    changes: [],
    actor: system,
    created_at: minutesAgo(8),
    diff_from: null,
    diff: [],
    ...over,
  };
}

const over = (payload: Json, changes: Record<string, Json>): Json =>
  typeof payload === "object" && payload !== null && !Array.isArray(payload)
    ? { ...payload, ...changes }
    : payload;

/** The versions a run of the scenes would have, oldest first, with their content. */
export function revisionDetailsOf(run: Run): RevisionDetail[] {
  const { example_payload, suggested_payload: payload } = run;
  if (payload === null) return [];
  const digest = run.payload_digest ?? "";
  const example = makeRevision({ payload: example_payload });
  if (run.payload_revision !== 3) {
    return [example, makeRevision({ number: 2, kind: "proposed", digest, payload })];
  }
  if (run.validation_issues.some((issue) => issue.issue.includes("It was set to"))) {
    const changes = ["guidance set to 10: guidance is 60; the most this model takes is 10."];
    return [
      example,
      makeRevision({ number: 2, kind: "proposed", payload: over(payload, { guidance: 60 }) }),
      makeRevision({ number: 3, kind: "autofix", digest, changes, payload: over(payload, { guidance: 10 }) }),
    ];
  }
  const before = over(payload, { prompt: run.prompt, num_outputs: 4, aspect_ratio: "3:2" });
  return [
    example,
    makeRevision({ number: 2, kind: "proposed", payload: before }),
    makeRevision({ number: 3, kind: "edit", digest, actor: grace, created_at: minutesAgo(3), payload }),
  ];
}

/** The same without their content, as the list has them. */
export function revisionsOf(run: Run): Revision[] {
  return revisionDetailsOf(run).map(({ payload: _, diff_from: __, diff: ___, ...revision }) => revision);
}
