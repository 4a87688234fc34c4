import type { Translated } from "@/lib/contracts/sentences";
import type { verdicts } from "@/lib/contracts/sentences/rollout";

const share = new Intl.NumberFormat("de", {
  style: "percent",
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

const rates = ({ fresh, old }: { fresh: number; old: number }) =>
  `Auf dem neuen Pfad scheitern ${share.format(fresh)} der Läufe, auf dem älteren ${share.format(old)}`;

export const rollout: Translated<typeof verdicts> = {
  too_few_runs: ({ fresh, old, least }) =>
    `Zu wenige Läufe für ein Urteil: ${fresh} auf dem neuen und ${old} auf dem älteren Pfad endeten von selbst, nötig sind je ${least}`,
  fails_more: (values) => `${rates(values)}; das sind mehr als ${values.points} Punkte mehr`,
  fails_alike: (values) => `${rates(values)}; das bleibt innerhalb von ${values.points} Punkten`,
};
