import { expect, test } from "vitest";
import { type Client, problemOf, testApi } from "@/lib/testing/api";
import { fluxRef } from "@/lib/testing/engine";

const { replicate, rita, ann, bob } = await testApi();

type Move = [client: Client, action: string, body: object];
const approve: Move = [ann, "approve", {}];
const reject: Move = [bob, "reject", { reason: "no" }];
const edit: Move = [bob, "edit", { edits: { payload: { seed: 1 } } }];
const keep: Move = [bob, "edit", { edits: { payload: { seed: 2 } }, approve: false }];
const cancel: Move = [rita, "cancel", {}];

/** Sends all of them at once for each of several runs, in every order of sending. */
async function at(moves: Move[], check: (runId: string, answers: Response[]) => Promise<void>) {
  for (let round = 0; round < 6; round++) {
    const { run_id } = await rita.create({ model: fluxRef });
    const turned = moves.map((_, index) => moves[(index + round) % moves.length] ?? approve);
    const answers = await Promise.all(
      turned.map(([client, action, body]) => client.post(`/api/hitl/runs/${run_id}/${action}`, body)),
    );
    await check(run_id, answers);
  }
}

test.each<[string, Move[]]>([
  ["an approval and an edit", [approve, edit]],
  ["an approval and an edit that keeps waiting", [approve, keep]],
  ["an edit and a rejection", [edit, reject]],
  ["two edits", [edit, keep]],
  ["all of them", [approve, edit, keep, reject]],
])("of %s at once one counts, and the others are told which", async (_, moves) => {
  await at(moves, async (runId, answers) => {
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const { decisions } = await ann.run(runId);
    expect(decisions).toHaveLength(1);
    for (const lost of answers.filter(({ status }) => status !== 200)) {
      // Only who looks later is told when it let the run go on.
      expect(decisions[0]).toMatchObject((await problemOf(lost, "already_decided")).decision ?? {});
    }
  });
});

test("a cancel beside an approval ends the run in either order, and never leaves a call running", async () => {
  await at([approve, cancel], async (runId, answers) => {
    const approved = answers.some(({ status }) => status === 409) ? 0 : 1;
    const run = await rita.run(runId);
    expect(run.status).toBe("cancelled");
    expect(run.decisions).toHaveLength(approved);
  });
  await expect
    .poll(() =>
      replicate.predictions.filter(({ status }) => status === "processing" || status === "starting"),
    )
    .toEqual([]);
});

test("of two cancels one counts, and the other finds the run cancelled", async () => {
  await at([cancel, [ann, "cancel", {}]], async (runId, answers) => {
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await rita.run(runId)).status).toBe("cancelled");
  });
});
