import { describe, expect, it } from "vitest";
import { quoted } from "@/lib/contracts/sentences";
import { CodedError, refusal } from "@/lib/core/errors";
import { actorOf, type Principal } from "@/lib/core/principal";
import { appendRollout, findRolloutBreak, readRollout, rolloutHistory } from "@/lib/store/rollout";
import { testAdmin } from "@/lib/testing/app";
import { databaseKinds, testDatabase } from "@/lib/testing/database";
import { changeRollout } from "./change-rollout";
import { getRollout } from "./get-rollout";
import { rollBack } from "./roll-back";

const now = new Date("2026-11-24T12:00:00Z");
const installation = { enabled: true, older_path: true };
const reviewer: Principal = { ...testAdmin, role: "reviewer" };

describe.each(databaseKinds)("the rollout on %s", (kind) => {
  it("begins with everyone on the old path and keeps every change, with who and why", async () => {
    const db = await testDatabase(kind);
    expect(await readRollout(db.prisma)).toMatchObject({
      version: 0,
      state: { stage: "off", percentage: 0 },
    });
    await changeRollout(
      { db },
      testAdmin,
      { why: "the first colleagues", stage: "people", user_ids: ["u1", "u1"] },
      now,
    );
    await changeRollout({ db }, testAdmin, { why: "week three", preset: "subset" }, now);
    const ticks = [
      { name: "everyone" as const, checklist: [{ id: "figures", done: true }], planned_for: "2026-12-08" },
    ];
    await changeRollout({ db }, testAdmin, { why: "planning", plan: ticks }, now);
    await rollBack({ db }, testAdmin, "errors doubled", now);
    const rollout = await getRollout({ db, installation, now }, testAdmin);
    expect(rollout.state).toMatchObject({ stage: "off", percentage: 10, user_ids: ["u1"], preset: null });
    expect(rollout.history.map(({ version, kind, why, changes }) => [version, kind, why, changes])).toEqual([
      [4, "rollback", "errors doubled", ["stage from percentage to off"]],
      [
        3,
        "plan",
        "planning",
        ["everyone planned for 2026-12-08", "ticked: A week at a subset went by without a reason to hold"],
      ],
      [
        2,
        "change",
        "week three",
        ["stage from people to percentage", "percentage from 0 % to 10 %", "preset subset", "subset applied"],
      ],
      [1, "change", "the first colleagues", ["stage from off to people", "added u1"]],
    ]);
    const everyone = rollout.plan.find(({ name }) => name === "everyone");
    expect(everyone).toMatchObject({ planned_for: "2026-12-08", applied_at: null });
    expect(everyone?.checklist[0]).toMatchObject({ done: true, done_by: actorOf(testAdmin) });
    expect(rollout.warning).toMatchObject({ level: "too_few", max_points: 2 });
    expect(await findRolloutBreak(db.prisma)).toBeNull();
    await db.prisma.rolloutChange.update({ where: { version: 2 }, data: { why: "nothing to see" } });
    expect(await findRolloutBreak(db.prisma)).toBe(2);
  });

  it("lets one of many changes at once win each version, and a rollback always", async () => {
    const db = await testDatabase(kind);
    const outcomes = await Promise.allSettled([
      ...[1, 2, 3, 4, 5].map((percentage) =>
        changeRollout({ db }, testAdmin, { why: "a race", version: 0, percentage }, now),
      ),
      rollBack({ db }, testAdmin, "stop", now),
    ]);
    const lost = outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(lost.every((error) => error instanceof CodedError && error.code === "conflict")).toBe(true);
    expect(outcomes.at(-1)?.status).toBe("fulfilled");
    const versions = (await rolloutHistory(db.prisma, 100)).map(({ version }) => version);
    expect(versions).toEqual(versions.map((_, at) => versions.length - at));
    expect(versions.length).toBe(6 - lost.length);
  });

  it("is for admins only, and refuses what would change nothing", async () => {
    const db = await testDatabase(kind);
    await expect(getRollout({ db, installation, now }, reviewer)).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(rollBack({ db }, reviewer, "x", now)).rejects.toMatchObject({ code: "forbidden" });
    const same = changeRollout({ db }, testAdmin, { why: "x", stage: "off" }, now);
    await expect(same).rejects.toMatchObject({ code: "validation_error" });
    const entry = { kind: "plan", at: now, actor: actorOf(testAdmin), why: "x" } as const;
    const refuse = () => {
      throw refusal("validation_error", quoted("no"));
    };
    const unknown = appendRollout(db, entry, refuse, { doer: testAdmin });
    await expect(unknown).rejects.toMatchObject({ code: "validation_error" });
    expect(await rolloutHistory(db.prisma, 10)).toEqual([]);
  });
});
