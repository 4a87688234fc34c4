import type { ExportRuns } from "@/lib/contracts/export-runs";
import { printJson } from "@/lib/contracts/json-text";
import type { RunSummary } from "@/lib/contracts/run";
import { csvLine } from "./csv";

const columns = {
  run_id: (run) => run.run_id,
  status: (run) => run.status,
  step: (run) => run.current_step,
  provider: (run) => run.provider,
  model: (run) => run.model,
  operation_type: (run) => run.operation_type,
  path: (run) => run.path,
  prompt: (run) => run.prompt,
  estimated_cost_usd: (run) => run.estimated_cost?.amount ?? null,
  user_id: (run) => run.user_id,
  session_id: (run) => run.session_id,
  created_at: (run) => run.created_at,
  completed_at: (run) => run.completed_at,
  expires_at: (run) => run.expires_at,
  claimed_by: (run) => run.claimed_by?.name ?? null,
  message: (run) => run.message,
  user_email: (run) => run.user_email,
  agent_email: (run) => run.agent_email,
  message_type: (run) => run.message_type,
  log_id: (run) => run.log_id,
  created_by: (run) => run.created_by.name,
} as const satisfies Record<string, (run: RunSummary) => string | number | null>;

/** Rows as newline-delimited JSON. */
export const ndjson = {
  type: "application/x-ndjson",
  head: "",
  line: (row: object) => `${printJson(row)}\n`,
  ending: "ndjson",
} as const;

const formats = {
  csv: {
    type: "text/csv; charset=utf-8",
    head: csvLine(Object.keys(columns)),
    line: (run) => csvLine(Object.values(columns).map((value) => value(run))),
  },
  ndjson,
} as const satisfies Record<ExportRuns["format"], Omit<Lines<RunSummary>, "name" | "ending">>;

/** Pages of runs as a file, a line each. */
export function exportAnswer(
  pages: AsyncGenerator<RunSummary[], void, void>,
  format: ExportRuns["format"],
  now: Date,
): Promise<Response> {
  return linesAnswer(pages, { ...formats[format], name: "runs", ending: format }, now);
}

interface Lines<Row> {
  type: string;
  /** What stands above the rows. */
  head: string;
  line: (row: Row) => string;
  name: string;
  ending: string;
}

/**
 * Pages of rows as a file. The first page is read before the answer begins, so that a refusal is still a problem;
 * when the reader leaves, no further page is read.
 */
export async function linesAnswer<Row>(
  pages: AsyncGenerator<Row[], void, void>,
  { type, head, line, name, ending }: Lines<Row>,
  now: Date,
): Promise<Response> {
  const first = await pages.next();
  const text = async function* () {
    yield head;
    if (!first.done) yield first.value.map(line).join("");
    for await (const page of pages) yield page.map(line).join("");
  };
  const encoder = new TextEncoder();
  const chunks = text();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const chunk = await chunks.next();
      if (chunk.done) controller.close();
      else controller.enqueue(encoder.encode(chunk.value));
    },
    async cancel() {
      await pages.return();
    },
  });
  return new Response(body, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${name}-${now.toISOString().slice(0, 10)}.${ending}"`,
    },
  });
}
