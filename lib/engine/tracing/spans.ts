import {
  type Attributes,
  type Context,
  context,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";

export { SpanKind };

/** Asked for each time, for a tracer belongs to whoever collected when it was made. Where nobody does, this costs a function call. */
export const tracer = () => trace.getTracer("countersign");

interface Kind {
  name: string;
  kind: SpanKind;
  attributes: Attributes;
}

/** Does the work within a span, and says in it how the work ended: never in the words of whoever failed (law 10). */
export function spanned<Result>(
  { name, kind, attributes }: Kind,
  work: () => Promise<Result>,
  parent: Context = context.active(),
): Promise<Result> {
  return tracer().startActiveSpan(name, { kind, attributes }, parent, async (span) => {
    try {
      return await work();
    } catch (error) {
      failed(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

function failed(span: Span, error: unknown): void {
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.setAttribute("error.type", error instanceof Error ? error.name : "unknown");
}
