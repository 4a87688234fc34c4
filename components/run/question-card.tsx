"use client";

import { useRuns } from "@/components/api/list-runs";
import { useText } from "@/components/text";
import { printJson } from "@/lib/contracts/json-text";
import type { Run } from "@/lib/contracts/run";
import { Clamp } from "./clamp";
import { Section } from "./section";
import { PartName } from "./seen-parts";
import { shownPrompt } from "./shown-prompt";
import { StatusBadge } from "./status-badge";
import { rowLetters, Words } from "./words";

/** What another system says of its question, and what else it asks in the same turn. */
export function QuestionCard({ run }: { run: Run }) {
  const { question: text } = useText();
  const { question } = run;
  if (question === null) return null;
  const { body, context, group_id: group } = question;
  if (body === null && context === null && group === null) return null;
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
        {group !== null && <Beside run={run} group={group} />}
      </Section>
    </PartName>
  );
}

/** So many of a turn are named; the rest is a list away. */
const named = 8;

function Beside({ run, group }: { run: Run; group: string }) {
  const all = useText();
  const { question: text } = all;
  const query = { session_id: group, created_by: run.created_by.id, sort: "created_at" as const };
  const { data } = useRuns({ ...query, limit: named + 1 });
  const others = data?.runs.filter(({ run_id }) => run_id !== run.run_id).slice(0, named) ?? [];
  if (others.length === 0) return null;
  return (
    <>
      <h3 className="eyebrow mt-4 mb-1.5">{text.beside}</h3>
      <ul className="divide-y border-y text-sm">
        {others.map((other) => (
          <li key={other.run_id}>
            <a
              href={`/runs/${other.run_id}`}
              className="flex min-w-0 items-center justify-between gap-3 rounded-sm py-2 hover:underline"
            >
              <span className="line-clamp-1 min-w-0 wrap-anywhere">
                <Words still text={shownPrompt(other, all)} to={rowLetters} />
              </span>
              <StatusBadge status={other.status} />
            </a>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-sm">
        <a
          href={`/runs?${new URLSearchParams({ session: group })}`}
          className="rounded-sm text-primary hover:underline"
        >
          {text.all}
        </a>
      </p>
    </>
  );
}
