import { expect } from "vitest";
import type { CreateRun } from "@/lib/contracts/create-run";
import type { RuleDemand } from "@/lib/contracts/rules";
import { CodedError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";
import { verifyLog } from "@/lib/orchestrator/reading/verify-log";
import type { DatabaseKind } from "@/lib/store/connection/location";
import { fluxRef, reviewerAnn, reviewerBob, TestEngine } from "./engine";
import { addReviewers, addRule } from "./rules";

/** What the tests of who may approve share: people, their keys, and a rule that tells them apart. */

const email = (name: string) => `${name.toLowerCase()}@example.com`;
export const ann: Principal = { ...reviewerAnn, email: email("Ann") };
export const bob: Principal = { ...reviewerBob, email: email("Bob") };
export const carl: Principal = { ...reviewerBob, id: "user_carl", name: "Carl", email: email("Carl") };
export const ada: Principal = { ...ann, id: "user_ada", name: "Ada", email: email("Ada"), role: "admin" };

/** A key that counts as somebody. */
export const keyOf = (owner: Principal, number = 1): Principal => ({
  kind: "api_key",
  id: `key_${owner.name}_${number}`,
  name: `${owner.name}'s key ${number}`,
  email: null,
  role: "reviewer",
  owner: { id: owner.id, email: owner.email ?? "" },
});

export const hastyRequest: CreateRun = {
  prompt: "a red bicycle on a quay",
  model: fluxRef,
  hitl_config: { policy: "auto", on_timeout: "approve" },
};
const atPayload: RuleDemand = { policy: "require_human", allowed_steps: ["payload_review"] };
export const two = { ...atPayload, approvals: { count: 2 } };
export const another = { ...atPayload, approvals: { count: 1, not_requester: true } };
export const unedited = { ...atPayload, approvals: { count: 1, not_editor: true } };
export const anyStep = ["payload_review" as const, "response_review" as const];

export async function dutiesWorld(on: DatabaseKind, demand: RuleDemand, ahead: () => number = () => 0) {
  const world = await TestEngine.start({ on, clock: () => new Date(Date.now() + ahead()) });
  await addReviewers(world.db, [ann, bob, carl, ada]);
  const now = new Date();
  const keys = [ann, bob, carl].flatMap((owner) => [1, 2, 3].map((number) => keyOf(owner, number)));
  await world.db.prisma.apiKey.createMany({
    data: keys.map(({ id, owner }) => ({
      id,
      key: id,
      referenceId: id,
      permissions: '{"role":["reviewer"]}',
      ownerUserId: owner?.id ?? null,
      createdAt: now,
      updatedAt: now,
    })),
  });
  await addRule(world.db, { name: "Kept apart", when: { model: "*/flux-*" }, demand });
  return world;
}

export const outcome = async (decision: Promise<unknown>): Promise<string> => {
  try {
    await decision;
    return "done";
  } catch (error) {
    if (error instanceof CodedError) return error.code;
    throw error;
  }
};
export const place = (run: RunState) => [run.status, run.step];
export const people = (run: RunState) => (run.review?.approvals ?? []).map(({ person }) => person);
export const intact = async (world: TestEngine) =>
  expect((await verifyLog(world.context, null)).breaks).toEqual([]);
