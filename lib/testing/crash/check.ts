import { checkArtifacts } from "./check-artifacts";
import { checkCalls } from "./check-calls";
import { checkLogs } from "./check-logs";
import { checkMoney } from "./check-money";
import { checkPromises } from "./check-promises";
import { checkWork } from "./check-work";
import type { Remains } from "./remains";

export type Findings = Record<string, number>;

/** Looks at everything that is left, in the database, on the disk and at the provider. */
export async function checkAll(remains: Remains): Promise<{ findings: Findings; faults: string[] }> {
  const outcomes = await Promise.all(
    [checkPromises, checkWork, checkLogs, checkCalls, checkArtifacts, checkMoney].map((check) =>
      check(remains),
    ),
  );
  return {
    findings: Object.assign({}, ...outcomes.map(({ figures }) => figures)),
    faults: [...remains.ledger.unexpected, ...outcomes.flatMap(({ faults }) => faults)],
  };
}
