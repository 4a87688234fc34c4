import { describe, expect, it } from "vitest";
import { type Fault, faults } from "@/lib/testing/faults/faults";
import { type Observation, observe } from "@/lib/testing/faults/observe";
import { writtenPart } from "@/lib/testing/written-part";

const seen = new Map<Fault, { person: Observation; auto: Observation }>();

const all = Object.entries(faults).flatMap(([place, list]) =>
  list.map((fault) => ({ place, name: fault.name, fault })),
);

describe("a fault", () => {
  it.each(all)(
    "$place: $name",
    async ({ fault }) => {
      // Each in a world of its own; most of it is waiting.
      const [person, auto] = await Promise.all([observe(fault, "require_human"), observe(fault, "auto")]);
      seen.set(fault, { person, auto });
      for (const one of [person, auto]) {
        // Whatever happens, a run that was approved once is paid for once, and it says where it stands.
        expect(one.made).toBeLessThanOrEqual(1);
        expect(["completed", "failed", "awaiting_human"]).toContain(one.status);
        expect(one.message).not.toBe("");
        if (one.status === "awaiting_human") expect(one.actions).toContain("reject");
      }
    },
    60_000,
  );

  it("is described in docs/reliability.md as it was seen here", async () => {
    expect(seen.size).toBe(all.length);
    const { written, update } = writtenPart("docs/reliability.md", "faults");
    const table = tableOf();
    if (process.env.UPDATE_DOCS) update(table);
    else expect(written, "run it again with UPDATE_DOCS=1 when the new behaviour is meant").toBe(table);
  });
});

function tableOf(): string {
  const lines = [
    "| | the run | sent / made | what a person reads | may answer | under `auto` |",
    "|---|---|---:|---|---|---|",
  ];
  for (const [place, list] of Object.entries(faults)) {
    lines.push(`| **${place}** | | | | | |`);
    for (const fault of list) {
      const both = seen.get(fault);
      if (both) lines.push(rowOf(fault.name, both.person, both.auto));
    }
  }
  return lines.join("\n");
}

function rowOf(name: string, person: Observation, auto: Observation): string {
  const place = (one: Observation) => (one.status === "awaiting_human" ? `waits at ${one.step}` : one.status);
  const words = [person.message, ...person.issues.filter((issue) => !person.message.includes(issue))].join(
    "; ",
  );
  const cells = [
    name,
    place(person),
    `${person.sent} / ${person.made}`,
    words,
    person.actions.join(", ") || "–",
    place(auto),
  ];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
}
