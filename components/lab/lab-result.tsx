"use client";

import { bucketName } from "@/components/figures/bucket-label";
import { FigureTable } from "@/components/figures/figure-table";
import { count, percent } from "@/components/figures/number";
import { Section } from "@/components/run/section";
import { Words } from "@/components/run/words";
import { Blank } from "@/components/shell/blank";
import { useAdminText } from "@/components/text/admin-text";
import type { Simulation } from "@/lib/contracts/simulate";
import { ChangedReviews } from "./changed-reviews";
import { LabHeadline } from "./lab-headline";
import { LetThrough } from "./let-through";

/** What a replay says: the sum first, then what would have slipped through, where, and what it cannot say. */
export function LabResult({ result }: { result: Simulation }) {
  const text = useAdminText();
  const { lab } = text;
  const whole = (value: number) => count(value, text.time);
  if (result.runs === 0) {
    return (
      <>
        <div className="grid min-h-80 rounded-xl border border-dashed">
          <Blank role="status" seed="no replay" title={lab.none} hint={lab.noneHint} />
        </div>
        <NotReplayed result={result} />
      </>
    );
  }
  return (
    <>
      <LabHeadline
        result={result}
        over={lab.overRuns(
          whole(result.runs),
          bucketName(result.from, "day", text.time),
          bucketName(result.to, "day", text.time),
        )}
      />
      <LetThrough through={result.let_through} />
      <ChangedReviews changed={result.changed} />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <Section title={lab.byStep.title}>
          <FigureTable
            caption={lab.byStep.title}
            head={[lab.byStep.step, lab.byStep.actual, lab.byStep.draft, lab.byStep.saved, lab.byStep.added]}
            rows={result.by_step.map((row) => ({
              key: row.step,
              cells: [
                text.words.step[row.step],
                whole(row.actual),
                whole(row.draft),
                whole(row.saved),
                whole(row.added),
              ],
            }))}
          />
        </Section>
        <Section title={lab.byRule.title}>
          {result.by_rule.length === 0 ? (
            <p className="text-sm text-muted-foreground">{lab.byRule.none}</p>
          ) : (
            <FigureTable
              caption={lab.byRule.title}
              head={[lab.byRule.rule, lab.byRule.step, lab.byRule.reviews]}
              rows={result.by_rule.map((row) => ({
                key: `${row.step} ${row.rule} ${row.by ?? ""}`,
                cells: [
                  row.by === undefined ? (
                    <code key="rule" className="font-mono text-xs">
                      {row.rule}
                    </code>
                  ) : (
                    <Words key="rule" text={row.by} />
                  ),
                  text.words.step[row.step],
                  whole(row.reviews),
                ],
              }))}
            />
          )}
        </Section>
      </div>
      <Budgets budgets={result.budgets} />
      <NotReplayed result={result} />
    </>
  );
}

function Budgets({ budgets }: Pick<Simulation, "budgets">) {
  const text = useAdminText();
  const words = text.lab.budgets;
  if (budgets.length === 0) return null;
  const whole = (value: number) => count(value, text.time);
  return (
    <Section title={words.title}>
      <p className="mb-3 text-sm text-muted-foreground">{words.hint}</p>
      <FigureTable
        caption={words.title}
        head={[words.budget, words.calls, words.asks, words.admin, words.refused, words.most]}
        rows={budgets.map(({ id, name, calls, asks, asks_admin, refuses, most }) => ({
          key: id,
          cells: [
            <Words key="name" text={name} />,
            whole(calls),
            whole(asks),
            whole(asks_admin),
            whole(refuses),
            most ? words.mostIn(percent(most.share, text.time), most.period) : "–",
          ],
        }))}
      />
    </Section>
  );
}

function NotReplayed({ result }: { result: Simulation }) {
  const text = useAdminText();
  const words = text.lab.notReplayed;
  return (
    <Section title={words.title}>
      {result.not_replayed.length === 0 ? (
        <p className="text-sm text-muted-foreground">{words.none}</p>
      ) : (
        <>
          <p className="mb-3 text-sm text-pretty text-muted-foreground">{words.hint}</p>
          <ul className="divide-y text-sm">
            {result.not_replayed.map(({ reason, runs }) => (
              <li key={reason} className="flex justify-between gap-4 py-2">
                <span>{reason}</span>
                <span className="figures shrink-0 text-muted-foreground">
                  {words.runs(count(runs, text.time))}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
