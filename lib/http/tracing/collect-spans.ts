import type { Attributes } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  RandomIdGenerator,
  type ReadableSpan,
  type SpanExporter,
  type SpanProcessor,
} from "@opentelemetry/sdk-trace-node";
import { idsInHand } from "@/lib/engine/tracing/run-trace";

/** A run's own span has ids that are known before it begins; all others have random ones. */
class RunIds extends RandomIdGenerator {
  override generateTraceId = (): string => idsInHand()?.traceId ?? this.random.generateTraceId();
  override generateSpanId = (): string => idsInHand()?.spanId ?? this.random.generateSpanId();
  private readonly random = new RandomIdGenerator();
}

/** An address without its query: signatures and one-time tokens stand there (law 10). */
function withoutQuery(attributes: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      typeof value === "string" ? value.replace(/\?.*$/s, "") : value,
    ]),
  );
}

/** Hands spans on without what stands after a `?`, and without the words of errors. */
function discreet(processor: SpanProcessor): SpanProcessor {
  return {
    onStart: (span, parent) => processor.onStart(span, parent),
    onEnd: (span) => {
      const told: ReadableSpan = Object.create(span, {
        name: { value: span.name.replace(/\?.*$/s, "") },
        attributes: { value: withoutQuery(span.attributes) },
        // The framework tells exceptions, and their words may be a prompt's, a row's or an address's.
        events: { value: [] },
        status: { value: { code: span.status.code } },
      });
      processor.onEnd(told);
    },
    forceFlush: () => processor.forceFlush(),
    shutdown: () => processor.shutdown(),
  };
}

interface Collecting {
  instance: string;
  /** Where spans go, in place of what the environment names. */
  exporter?: SpanExporter;
}

/**
 * Begins to collect spans and to send them by OTLP over HTTP; where to, how many and under which name say OpenTelemetry's
 * own variables (`OTEL_EXPORTER_OTLP_ENDPOINT`, `OTEL_EXPORTER_OTLP_HEADERS`, `OTEL_TRACES_SAMPLER`, `OTEL_SERVICE_NAME`).
 * Gives what sends the last of them and ends it.
 */
export function collectSpans({ instance, exporter = new OTLPTraceExporter() }: Collecting) {
  // The framework's span of a request to others would name its whole address.
  process.env.NEXT_OTEL_FETCH_DISABLED = "1";
  const provider = new NodeTracerProvider({
    idGenerator: new RunIds(),
    resource: resourceFromAttributes({
      "service.name": process.env.OTEL_SERVICE_NAME ?? "countersign",
      "service.instance.id": instance,
    }),
    spanProcessors: [discreet(new BatchSpanProcessor(exporter))],
  });
  provider.register();
  return () => provider.shutdown();
}
