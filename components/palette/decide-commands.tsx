"use client";

import { Command } from "cmdk";
import { CheckIcon, HandIcon, PencilIcon, RotateCcwIcon, Undo2Icon, XIcon } from "lucide-react";
import { useEffect, useState } from "react";
import { runAction } from "@/components/hooks/use-keys";
import { useText } from "@/components/text";
import { Kbd } from "@/components/ui/kbd";
import { CommandItem } from "./command-item";
import { matches } from "./matches";

const commands = [
  { does: "approve", key: "a", icon: CheckIcon },
  { does: "edit", key: "e", icon: PencilIcon },
  { does: "reject", key: "r", icon: XIcon },
  { does: "retry", key: "t", icon: RotateCcwIcon },
  { does: "claim", key: "c", icon: HandIcon },
  { does: "undo", key: "z", icon: Undo2Icon },
] as const;

interface DecideCommandsProps {
  words: string;
  act: (action: () => void) => () => void;
}

/** What can be done with the run that is open now. */
export function DecideCommands({ words, act }: DecideCommandsProps) {
  const { palette, keys } = useText();
  const [possible, setPossible] = useState<((typeof commands)[number] & { action: () => void })[]>([]);
  // The page below stays as it is while the palette is open.
  useEffect(() => {
    setPossible(
      commands.flatMap((command) => {
        const action = runAction(command.key);
        return action ? [{ ...command, action }] : [];
      }),
    );
  }, []);
  const found = possible.filter(({ does }) => matches(keys.does[does], words));
  return (
    found.length > 0 && (
      <Command.Group heading={palette.run}>
        {found.map(({ does, key, icon, action }) => (
          <CommandItem
            key={does}
            value={`run ${does}`}
            icon={icon}
            onSelect={act(action)}
            aside={<Kbd>{key}</Kbd>}
          >
            {keys.does[does]}
          </CommandItem>
        ))}
      </Command.Group>
    )
  );
}
