import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { context, SpanStatusCode, trace } from "@opentelemetry/api";
import { afterAll, expect, test } from "vitest";
import { runSpanOf } from "@/lib/engine/tracing/run-trace";
import { testApi } from "@/lib/testing/api";
import { collectSpans } from "./collect-spans";

interface Sent {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[];
  links?: { traceId: string }[];
  status: { code?: number };
}

/** What a collector took, as it came by OTLP. */
const spans: Sent[] = [];
const collector = createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const { resourceSpans } = JSON.parse(Buffer.concat(parts).toString());
  for (const { scopeSpans } of resourceSpans) {
    for (const scope of scopeSpans) spans.push(...scope.spans);
  }
  response.setHeader("content-type", "application/json").end("{}");
});
await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
process.env.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
// Of other tests in this process.
trace.disable();
context.disable();
const stop = collectSpans({ instance: "desk-1" });
const { rita, ann, app } = await testApi();

afterAll(() => {
  delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
  delete process.env.NEXT_OTEL_FETCH_DISABLED;
  trace.disable();
  context.disable();
  collector.close();
});

const of = (span: Sent, key: string) => span.attributes.find((one) => one.key === key)?.value.stringValue;

test("a run is one trace across its requests, its jobs, its call and the person, without what was asked", async () => {
  const prompt = "the merger with Quillmark is signed on Friday";
  const caller = trace.getTracer("a caller");
  const asked = await caller.startActiveSpan("POST /api/hitl/runs?token=hush", async (span) => {
    const run = await rita.create({
      prompt,
      hitl_config: { policy: "require_human", allowed_steps: ["payload_review"] },
    });
    app.log.info({ event: "within" }, "A line within a request");
    span.recordException(new Error(`${prompt} cannot be read`));
    span.setStatus({ code: SpanStatusCode.ERROR, message: prompt });
    span.setAttribute("http.target", "/api/hitl/runs?token=hush");
    span.end();
    return run;
  });
  const { run_id } = await ann.decide(asked.run_id, "approve", { message: prompt });
  await expect.poll(async () => (await rita.run(run_id)).status).toBe("completed");
  await stop();

  const { traceId, spanId } = runSpanOf(run_id);
  const ofRun = spans.filter((span) => span.traceId === traceId);
  const named = (name: string) => ofRun.filter((span) => span.name === name);
  const [run] = named("run");
  expect(run).toMatchObject({ spanId, status: {} });
  expect(run?.parentSpanId ?? "").toBe("");
  expect(run && of(run, "countersign.status")).toBe("completed");
  const [review] = named("review payload_review");
  expect(review).toMatchObject({ parentSpanId: spanId });
  expect(review && of(review, "countersign.action")).toBe("approve");
  const [job] = named("job call");
  expect(job).toMatchObject({ parentSpanId: spanId });
  expect(named("submit sandbox")).toMatchObject([{ parentSpanId: job?.spanId }]);
  expect(BigInt(run?.endTimeUnixNano ?? 0)).toBeGreaterThanOrEqual(BigInt(review?.endTimeUnixNano ?? 1));

  // The caller's own trace goes on beside it, linked; where it stands, the query does not.
  const [request] = spans.filter((span) => span.links?.some((link) => link.traceId === traceId));
  expect(request).toMatchObject({ name: "POST /api/hitl/runs", status: { code: SpanStatusCode.ERROR } });
  expect(request && of(request, "countersign.run_id")).toBe(run_id);
  expect(app.lines.find(({ event }) => event === "within")?.trace_id).toBe(request?.traceId);
  const told = JSON.stringify(spans);
  for (const secret of [prompt, "hush", asked.approval_token ?? ""]) expect(told).not.toContain(secret);
});
