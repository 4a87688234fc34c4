import { money } from "@/components/format/money";
import type { AdminText } from "@/components/text/admin-text";
import type { PathFigures } from "@/lib/contracts/insights";
import type { FigureRow } from "./figure-table";
import { count, percent, signed } from "./number";
import { span } from "./span";

/** Both paths figure by figure: the older one, the new one, and the new one less the older. */
export function pathRows(older: PathFigures, newer: PathFigures, text: AdminText): FigureRow[] {
  const words = text.insights.paths;
  const row = (
    label: string,
    read: (path: PathFigures) => number | null,
    say: (value: number) => string,
    difference: (value: number) => string,
  ): FigureRow => {
    const [old, now] = [read(older), read(newer)];
    const known = old !== null && now !== null;
    return {
      key: label,
      cells: [
        label,
        old === null ? "–" : say(old),
        now === null ? "–" : say(now),
        known ? difference(now - old) : "–",
      ],
    };
  };
  const cash = (value: number) => money(value, text.time);
  const long = (value: number) => span(value, text.time);
  const share = (value: number) => percent(value, text.time);
  const moreSpan = (value: number) => `${value > 0 ? "+" : value < 0 ? "−" : ""}${long(Math.abs(value))}`;
  const moreCount = (value: number) => signed(value, text.time);
  const points = (value: number) => words.points(signed(value * 100, text.time));
  // A hundredth of a cent either way is no difference.
  const moreMoney = (exact: number) => moneyWithSign(Math.round(exact * 10_000) / 10_000);
  const moneyWithSign = (value: number) =>
    `${value > 0 ? "+" : value < 0 ? "−" : ""}${money(Math.abs(value), text.time)}`;
  return [
    row(
      words.runs,
      (path) => path.runs,
      (value) => count(value, text.time),
      moreCount,
    ),
    row(words.success, (path) => path.success_rate, share, points),
    row(words.error, (path) => path.error_rate, share, points),
    row(words.providerP50, (path) => path.latency_ms.provider?.p50 ?? null, long, moreSpan),
    row(words.providerP95, (path) => path.latency_ms.provider?.p95 ?? null, long, moreSpan),
    row(words.providerP99, (path) => path.latency_ms.provider?.p99 ?? null, long, moreSpan),
    row(words.totalP50, (path) => path.latency_ms.total?.p50 ?? null, long, moreSpan),
    row(words.totalP95, (path) => path.latency_ms.total?.p95 ?? null, long, moreSpan),
    row(words.intervention, (path) => path.intervention_rate, share, points),
    row(words.spend, (path) => path.cost.estimated_usd, cash, moreMoney),
    row(words.perRun, perRun, cash, moreMoney),
  ];
}

function perRun({ cost }: PathFigures): number | null {
  return cost.estimated_runs === 0 ? null : cost.estimated_usd / cost.estimated_runs;
}
