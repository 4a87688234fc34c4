import { describe, expect, test } from "vitest";
import type { Answer, Arguments, Question } from "@/examples/desk";
import type { Json } from "@/lib/contracts/json";
import type { RunSummary } from "@/lib/contracts/run";
import { testApi } from "./api";
import { testKey } from "./app";

/** Questions of one turn; whoever asks them does something for each that is approved. */
export interface Work {
  id: string;
  questions: Question[];
}

/** What came of a question. */
export type Came = { did: Arguments } | { refused: string | null } | { unanswered: string };

/** What an asker is given: how it reaches the desk, and what it does once it may. */
export interface Around {
  url: string;
  key: string;
  fetch: typeof fetch;
  effect: (given: Arguments) => void;
}

/**
 * Asks a turn's questions, and does what was approved. Called again with the same work after it died, it goes on from
 * what was kept. `signal` is its death.
 */
export type Asker = (work: Work, signal: AbortSignal) => Promise<Came[]>;

/** What an asker makes of an answer: it does what it may, once. */
export function cameOf(answer: Answer, effect: Around["effect"]): Came {
  if (answer.decision === "none") return { unanswered: answer.status };
  if (answer.decision === "rejected") return { refused: answer.message };
  effect(answer.arguments);
  return { did: answer.arguments };
}

const refund = (amount: number, more: Partial<Question> = {}): Question => ({
  title: `Refund ${amount}?`,
  arguments: { customer: "ito", amount },
  ...more,
});

/**
 * What every way of asking has to keep to: it goes on with what was signed, once, whoever decides, and however often it
 * is begun anew.
 * @param make an asker whose memory outlives its calls, as a process's disk does
 */
export async function askerCases(name: string, make: (around: Around) => Asker): Promise<void> {
  const { app, ann, bob, fetch: reach } = await testApi();
  const { authorization } = await testKey(app, "requester");
  let turns = 0;

  /** As a network does it: who has hung up hears nothing more. */
  const asNetwork: typeof fetch = (address, init) =>
    new Promise((resolve, reject) => {
      const signal = init?.signal;
      signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
      reach(address, init).then(resolve, reject);
    });

  function begin(...asked: Question[]) {
    const id = `turn-${++turns}`;
    const did: Arguments[] = [];
    const asker = make({
      url: "http://localhost:3000",
      key: authorization.replace("Bearer ", ""),
      fetch: asNetwork,
      effect: (given) => did.push(given),
    });
    const work = { id, questions: asked.map((question) => ({ ...question, group_id: id })) };
    const dying = new AbortController();
    const start = (signal: AbortSignal) => {
      const came = asker(work, signal);
      // Who waits for it hears of a failure; meanwhile it is nobody's.
      came.catch(() => {});
      return came;
    };
    const rows = async (): Promise<RunSummary[]> =>
      (await (await ann.get(`/api/hitl/runs?session_id=${id}&sort=created_at`)).json()).data;
    return {
      did,
      came: start(dying.signal),
      die: () => dying.abort(new Error("It died")),
      again: () => start(new AbortController().signal),
      count: async () => (await rows()).length,
      /** The questions once all of them are open, in the order of the work. */
      async open(): Promise<RunSummary[]> {
        const waiting = async () => (await rows()).filter(({ status }) => status === "awaiting_human").length;
        await expect.poll(waiting).toBe(asked.length);
        const found = await rows();
        return asked.map(({ title }) => found.find(({ prompt }) => prompt === title) as RunSummary);
      },
    };
  }

  const tokenOf = ({ approval_token }: RunSummary) => ({ approval_token });

  describe(`${name} pauses, and`, () => {
    test("goes on with what was approved, once", async () => {
      const turn = begin(refund(40));
      const [run] = await turn.open();
      expect(turn.did).toEqual([]);
      await ann.decide(run?.run_id ?? "", "approve");
      expect(await turn.came).toEqual([{ did: { customer: "ito", amount: 40 } }]);
      expect(turn.did).toEqual([{ customer: "ito", amount: 40 }]);
    });

    test("goes on with the edit", async () => {
      const turn = begin(refund(40));
      const [run] = await turn.open();
      await ann.decide(run?.run_id ?? "", "edit", { edits: { payload: { amount: 25, note: "half" } } });
      const signed: Record<string, Json> = { customer: "ito", amount: 25, note: "half" };
      expect(await turn.came).toEqual([{ did: signed }]);
      expect(turn.did).toEqual([signed]);
    });

    test("does nothing that was rejected, and hears why", async () => {
      const turn = begin(refund(40));
      const [run] = await turn.open();
      await ann.decide(run?.run_id ?? "", "reject", { reason: "She was paid on Monday" });
      expect(await turn.came).toEqual([{ refused: "She was paid on Monday" }]);
      expect(turn.did).toEqual([]);
    });

    test("resumes once, by the one that won, where two decide the opposite at once", async () => {
      const turn = begin(refund(40));
      const [run] = await turn.open();
      if (!run) throw new Error("Nothing was asked");
      const path = `/api/hitl/runs/${run.run_id}`;
      const answers = await Promise.all([
        ann.post(`${path}/approve`, tokenOf(run)),
        bob.post(`${path}/reject`, { ...tokenOf(run), reason: "No" }),
      ]);
      const [approved, rejected] = answers.map(({ status }) => status);
      expect([approved, rejected].toSorted()).toEqual([200, 409]);
      const won = approved === 200;
      expect(await turn.came).toEqual([won ? { did: { customer: "ito", amount: 40 } } : { refused: "No" }]);
      expect(turn.did).toHaveLength(won ? 1 : 0);
    });

    test("goes on after it died, and asks nothing twice", async () => {
      const turn = begin(refund(40));
      const [run] = await turn.open();
      turn.die();
      await expect(turn.came).rejects.toThrow();
      await ann.decide(run?.run_id ?? "", "edit", { edits: { payload: { amount: 25 } } });
      expect(turn.did).toEqual([]);
      expect(await turn.again()).toEqual([{ did: { customer: "ito", amount: 25 } }]);
      expect(turn.did).toEqual([{ customer: "ito", amount: 25 }]);
      expect(await turn.count()).toBe(1);
    });

    test("is told that nobody answered in time", async () => {
      const turn = begin(refund(40, { hitl_config: { timeout_seconds: 1 } }));
      expect(await turn.came).toEqual([{ unanswered: "expired" }]);
      expect(turn.did).toEqual([]);
    });

    test("takes several answers of one turn each to its own question, in whatever order they come", async () => {
      const turn = begin(refund(10), refund(20), refund(30));
      const [first, second, third] = await turn.open();
      await ann.decide(third?.run_id ?? "", "reject", { reason: "Too much" });
      await bob.decide(first?.run_id ?? "", "edit", { edits: { payload: { amount: 11 } } });
      await ann.decide(second?.run_id ?? "", "approve");
      expect(await turn.came).toEqual([
        { did: { customer: "ito", amount: 11 } },
        { did: { customer: "ito", amount: 20 } },
        { refused: "Too much" },
      ]);
      expect(turn.did.map(({ amount }) => amount).toSorted()).toEqual([11, 20]);
      expect(await turn.count()).toBe(3);
    });
  });
}
