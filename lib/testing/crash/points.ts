import type { Command } from "@/lib/core/commands";
import type { CrashPoint } from "@/lib/orchestrator/crash-points";
import type { SceneName } from "./scenes";

/**
 * What no single life gets to: three deaths lead to a hand-over, a one-shot record is closed minutes after its process
 * died, an approval waits only where there are two to give one, and nothing is offered where no group takes turns.
 */
type OutOfReach = "offer" | "hand_over" | "take_approval_back" | "assess_one_shot" | "settle_one_shot";

/** Which scene gets a run to a command. */
const sceneOfCommand = {
  create: "auto",
  assess_information: "auto",
  assess_payload: "auto",
  begin_submission: "auto",
  renew_lease: "lost",
  note_absence: "vanished",
  delay_submission: "busy",
  record_submission: "auto",
  report_progress: "slow",
  report_wait: "mumbling",
  settle_succeeded: "auto",
  settle_failed: "refused",
  settle_unknown: "unknowable",
  dispatch_refused: "drift",
  assess_response: "auto",
  approve: "signed",
  edit_request: "editRequest",
  edit_payload: "editPayload",
  edit_response: "editResponse",
  reject: "reject",
  retry: "retry",
  cancel: "cancel",
  expire: "expire",
  carry_out: "held",
  undo: "undone",
  fail: "broken",
  claim: "claimed",
  release: "claimed",
  comment: "comment",
  erase: "erased",
} as const satisfies Record<"create" | Exclude<Command["type"], OutOfReach>, SceneName>;

const sceneOfPlace = {
  "call:before-send": "auto",
  "call:after-answer": "auto",
  "lookup:after-answer": "lost",
  "artifact:after-copy": "picture",
  "job:claimed": "auto",
  "job:before-acknowledge": "auto",
  "job:after-acknowledge": "auto",
} as const satisfies Record<Exclude<CrashPoint, `${string}-commit`>, SceneName>;

/** Every crash point that can be reached, with the scene that gets there. */
export const crashPoints: { point: CrashPoint; scene: SceneName }[] = [
  ...Object.entries(sceneOfCommand).flatMap(([command, scene]) =>
    (["before", "after"] as const).map((when) => ({
      point: `${command as keyof typeof sceneOfCommand}:${when}-commit` as const,
      scene,
    })),
  ),
  ...Object.entries(sceneOfPlace).map(([point, scene]) => ({
    point: point as keyof typeof sceneOfPlace,
    scene,
  })),
];
