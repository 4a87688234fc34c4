import type { RevisionKind } from "@/lib/contracts/words";

export const revisions = {
  title: "Revisions",
  count: (count: number) => (count === 1 ? "1 version" : `${count} versions`),
  failed: "The revisions could not be loaded.",
  kind: {
    example: "Example",
    proposed: "Proposed",
    autofix: "Fixed",
    edit: "Edited",
    fork: "Taken over",
  } satisfies Record<RevisionKind, string>,
  current: "now",
  compare: "Compare",
  from: "From",
  to: "To",
  option: (number: number, kind: string) => `${number} · ${kind}`,
  equal: "These two are the same.",
  differ: (count: number) => (count === 1 ? "1 field differs" : `${count} fields differ`),
  editFrom: (number: number) => `Edit from revision ${number}`,
  side: (number: number) => `Revision ${number}`,
  choose: (number: number) => `Compare revision ${number} with the present one`,
};
