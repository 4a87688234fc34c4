import type { Rollout } from "@/lib/contracts/rollout";
import type { Draft } from "./draft";

/** What every card that can change something takes. */
export interface PartProps {
  rollout: Rollout;
  draft: Draft;
  onChange: (draft: Draft) => void;
}
