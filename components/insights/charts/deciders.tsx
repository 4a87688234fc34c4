"use client";

import { count, percent } from "@/components/figures/number";
import { span } from "@/components/figures/span";
import { useAdminText } from "@/components/text/admin-text";
import type { Metrics, Spread } from "@/lib/contracts/insights";
import { DecisionsChart } from "./decisions-chart";

export function ModelDecisions({ metrics }: { metrics: Metrics }) {
  const text = useAdminText();
  const words = text.insights.decided;
  return (
    <DecisionsChart
      title={words.byModel}
      hint={words.byModelHint}
      nameHead={words.model}
      moreHead={[words.median, words.runs, words.stepped, words.errors]}
      rows={metrics.models.map((model) => ({
        key: `${model.provider}:${model.model}`,
        name: model.model,
        decisions: model.decisions,
        more: [
          median(model.time_to_decision_ms, text.time),
          count(model.runs, text.time),
          percent(model.intervention_rate, text.time),
          percent(model.error_rate, text.time),
        ],
      }))}
    />
  );
}

export function ReviewerDecisions({ metrics }: { metrics: Metrics }) {
  const text = useAdminText();
  const words = text.insights.decided;
  return (
    <DecisionsChart
      title={words.byReviewer}
      hint={words.byReviewerHint}
      nameHead={words.reviewer}
      moreHead={[words.median]}
      rows={metrics.reviewers.map(({ reviewer, decisions, time_to_decision_ms }) => ({
        key: `${reviewer.kind}:${reviewer.id}`,
        name: reviewer.name,
        decisions,
        more: [median(time_to_decision_ms, text.time)],
      }))}
    />
  );
}

function median(spread: Spread | null, time: ReturnType<typeof useAdminText>["time"]): string {
  return spread === null ? "–" : span(spread.p50, time);
}
