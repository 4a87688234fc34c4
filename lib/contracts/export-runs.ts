import { z } from "zod";
import { ListRuns } from "./list-runs";

/** The query of `GET /api/hitl/runs/export`: a filter of the list, whole. */
export const ExportRuns = ListRuns.omit({ limit: true, cursor: true }).extend({
  format: z.enum(["csv", "ndjson"]),
});
export type ExportRuns = z.infer<typeof ExportRuns>;
