import type { CrashReport } from "./crash-test";

/** The figures of a crash test as a Markdown table. */
export function reportTable(report: CrashReport): string {
  const { findings } = report;
  const rows: [string, string | number][] = [
    ["rounds (lives of the server, each ended by SIGKILL)", report.rounds],
    ["… at a named place / different places", `${report.namedKills} / ${report.placesHit}`],
    ["… at a random moment", report.randomKills],
    ["… while it was still starting", report.killedAtStart],
    ["creates sent / acknowledged", `${report.createsSent} / ${report.createsAcknowledged}`],
    ["creates repeated under their Idempotency-Key", report.createsRepeated],
    [
      "decisions and cancels sent / acknowledged",
      `${report.decisionsSent} / ${report.decisionsAcknowledged}`,
    ],
    ["answers swallowed by a crash", report.answersLost],
    ["answers 409 or 412", report.refused],
    ["runs in the database", findings.runs ?? 0],
    [
      "… completed / waiting / cancelled / failed / expired",
      ["completed", "waiting", "cancelled", "failed", "expired"]
        .map((status) => findings[status] ?? 0)
        .join(" / "),
    ],
    ["runs given to a person because the process died with them", findings.handedOver ?? 0],
    ["attempts / calls at the providers", `${findings.attempts} / ${findings.calls}`],
    ["thousandths of a dollar that a budget counted", findings.moneyCounted ?? 0],
    ["look-ups of calls of unknown outcome", findings.callsLookedUp ?? 0],
    ["log entries checked", findings.logEntries ?? 0],
    ["kept files checked", findings.artifacts ?? 0],
    ["faults", report.faults.length],
    ["seconds", report.seconds],
  ];
  return ["| | |", "|---|---:|", ...rows.map(([what, figure]) => `| ${what} | ${figure} |`)].join("\n");
}
