import {
  CheckIcon,
  HandIcon,
  type LucideIcon,
  PencilIcon,
  RotateCwIcon,
  Undo2Icon,
  XIcon,
} from "lucide-react";
import type { Text } from "@/components/text/en";
import type { DecisionAction } from "@/lib/contracts/words";

interface DeskKey {
  does: keyof Text["keys"]["does"];
  /** What is heard: a name as `nameOf` gives it, or two after each other. Empty for what the mouse does. */
  names: readonly string[];
  /** What is printed on the keys; `mod` is ⌘ or Ctrl. */
  shown: readonly string[];
  /** Of what the palette offers for the run that is open. */
  icon?: LucideIcon;
}

/** How each kind of decision is reached. */
const decisions = {
  approve: { does: "approve", names: ["a"], shown: ["a", "↵"], icon: CheckIcon },
  edit: { does: "edit", names: ["e"], shown: ["e"], icon: PencilIcon },
  reject: { does: "reject", names: ["r"], shown: ["r"], icon: XIcon },
  retry: { does: "retry", names: ["t"], shown: ["t"], icon: RotateCwIcon },
} as const satisfies Record<DecisionAction, DeskKey>;

/** Every key of the desk. Nothing is heard that is not in here, and the help shows all of it. */
export const deskKeys = {
  inbox: [
    { does: "next", names: ["j", "arrowdown"], shown: ["j", "↓"] },
    { does: "previous", names: ["k", "arrowup"], shown: ["k", "↑"] },
    { does: "nextForMe", names: ["n"], shown: ["n"] },
    { does: "open", names: ["enter"], shown: ["↵"] },
    { does: "switchSides", names: ["l", "f6"], shown: ["l", "F6"] },
    { does: "select", names: ["x"], shown: ["x"] },
    { does: "selectRange", names: [], shown: ["⇧", "click"] },
    { does: "openGroup", names: ["arrowright", "arrowleft"], shown: ["→", "←"] },
    { does: "showNew", names: ["."], shown: ["."] },
    { does: "approveMany", names: ["shift+a"], shown: ["⇧A"] },
    { does: "rejectMany", names: ["shift+r"], shown: ["⇧R"] },
    { does: "back", names: ["escape"], shown: ["esc"] },
  ],
  run: [
    decisions.approve,
    decisions.edit,
    decisions.reject,
    { does: "reason", names: ["1", "2", "3", "4", "5", "6", "7", "8", "9"], shown: ["1–9"] },
    decisions.retry,
    { does: "claim", names: ["c"], shown: ["c"], icon: HandIcon },
    { does: "confirm", names: ["mod+enter"], shown: ["mod", "↵"] },
  ],
  rules: [
    { does: "ruleUp", names: ["alt+arrowup"], shown: ["alt", "↑"] },
    { does: "ruleDown", names: ["alt+arrowdown"], shown: ["alt", "↓"] },
  ],
  anywhere: [
    { does: "goInbox", names: ["g i"], shown: ["g", "i"] },
    { does: "goRuns", names: ["g r"], shown: ["g", "r"] },
    { does: "goNew", names: ["g n"], shown: ["g", "n"] },
    { does: "goInsights", names: ["g m"], shown: ["g", "m"] },
    { does: "goSettings", names: ["g s"], shown: ["g", "s"] },
    { does: "palette", names: ["mod+k"], shown: ["mod", "k"] },
    { does: "undo", names: ["z", "mod+z"], shown: ["z"], icon: Undo2Icon },
    { does: "search", names: ["/"], shown: ["/"] },
    { does: "help", names: ["?"], shown: ["?"] },
  ],
} as const satisfies Record<string, readonly DeskKey[]>;

export type KeyGroup = keyof typeof deskKeys;
export type KeyName = (typeof deskKeys)[KeyGroup][number]["names"][number];
