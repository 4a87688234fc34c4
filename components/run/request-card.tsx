"use client";

import { useText } from "@/components/text";
import type { Run } from "@/lib/contracts/run";
import { Clamp } from "./clamp";
import { Inputs } from "./material/inputs";
import { ReadToEnd } from "./read-to-end";
import { Section } from "./section";
import { Words } from "./words";

/** Before there is a payload: what was asked for, whole, and what the model could take. */
export function RequestCard({ run }: { run: Run }) {
  const text = useText();
  const inputs = run.capabilities?.inputs ?? [];
  return (
    <Section title={text.run.request}>
      <p className="-mt-1.5 mb-4 text-sm text-muted-foreground">{text.run.requestHint}</p>
      <ReadToEnd>
        <Clamp height={30}>
          <p className="leading-relaxed wrap-anywhere whitespace-pre-wrap">
            <Words text={run.prompt} />
          </p>
        </Clamp>
        {run.attachments.length > 0 && (
          <section aria-label={text.run.attachments} className="mt-4">
            <Inputs addresses={run.attachments.map(({ url }) => url)} label={text.run.attachment} />
          </section>
        )}
      </ReadToEnd>
      {inputs.length > 0 && (
        <>
          <h3 className="eyebrow mt-6 mb-2">{text.run.takes}</h3>
          <dl className="divide-y border-y text-sm">
            {inputs.map((input) => (
              <div
                key={input.field}
                className="grid gap-x-6 gap-y-0.5 py-2.5 @2xl:grid-cols-[11.5rem_minmax(0,1fr)]"
              >
                <dt>
                  <span className="font-medium">
                    <Words text={input.title} />
                  </span>
                  <span className="block text-xs text-muted-foreground">
                    {text.run.takesType(input.type, input.required)}
                  </span>
                </dt>
                <dd className="min-w-0 wrap-anywhere text-muted-foreground">
                  <Words text={input.description ?? ""} />
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </Section>
  );
}
