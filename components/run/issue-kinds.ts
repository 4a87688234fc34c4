import type { Issue } from "@/lib/contracts/parts";

/** So many of one kind stand one by one. */
const apart = 3;

/** Issues that say the same of different places: those that show, and those that are folded behind them. */
export interface IssueKind {
  name: string;
  shown: Issue[];
  folded: Issue[];
}

/** Issues by what they say, in the order they come; an error is never folded, since it is signed for. */
export function issueKinds(issues: readonly Issue[]): IssueKind[] {
  const kinds = new Map<string, IssueKind>();
  for (const issue of issues) {
    const name = `${issue.severity} ${issue.said?.code ?? issue.issue}`;
    const kind = kinds.get(name) ?? { name, shown: [], folded: [] };
    kinds.set(name, kind);
    const shows = issue.severity === "error" || kind.shown.length < apart;
    (shows ? kind.shown : kind.folded).push(issue);
  }
  return [...kinds.values()];
}
