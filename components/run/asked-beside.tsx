"use client";

import { useRuns } from "@/components/api/list-runs";
import { useText } from "@/components/text";
import type { Run } from "@/lib/contracts/run";
import { Section } from "./section";
import { shownPrompt } from "./shown-prompt";
import { StatusBadge } from "./status-badge";
import { rowLetters, Words } from "./words";

/** So many of a turn are named; the rest is a list away. */
const named = 8;

/** What else the asker of a question asks in the same turn, and how that stands. */
export function AskedBeside({ run, group }: { run: Run; group: string }) {
  const all = useText();
  const { question: text } = all;
  const query = { session_id: group, created_by: run.created_by.id, sort: "created_at" as const };
  const { data } = useRuns({ ...query, limit: named + 1 });
  const others = data?.runs.filter(({ run_id }) => run_id !== run.run_id).slice(0, named) ?? [];
  if (others.length === 0) return null;
  return (
    <Section title={text.beside}>
      <ul className="-mt-1.5 divide-y text-sm">
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
    </Section>
  );
}
