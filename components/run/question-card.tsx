"use client";

import { useText } from "@/components/text";
import { printJson } from "@/lib/contracts/json-text";
import type { Run } from "@/lib/contracts/run";
import { Clamp } from "./clamp";
import { Section } from "./section";
import { PartName } from "./seen-parts";
import { Words } from "./words";

/** What another system says of its question. */
export function QuestionCard({ run }: { run: Run }) {
  const { question: text } = useText();
  const { question } = run;
  if (question === null) return null;
  const { body, context } = question;
  if (body === null && context === null) return null;
  return (
    <PartName name="question">
      <Section title={text.title}>
        {body !== null && (
          <Clamp height={20}>
            <p className="leading-relaxed wrap-anywhere whitespace-pre-wrap">
              <Words text={body} />
            </p>
          </Clamp>
        )}
        {context !== null && (
          <>
            <h3 className="eyebrow mt-4 mb-1.5">{text.context}</h3>
            <Clamp height={14}>
              <pre className="font-mono text-xs wrap-anywhere whitespace-pre-wrap">
                <Words text={printJson(context, 2)} />
              </pre>
            </Clamp>
          </>
        )}
      </Section>
    </PartName>
  );
}
