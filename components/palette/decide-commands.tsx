"use client";

import { Command } from "cmdk";
import { useEffect, useState } from "react";
import { deskKeys } from "@/components/hooks/desk-keys";
import { runAction } from "@/components/hooks/use-keys";
import { useText } from "@/components/text";
import { Kbd } from "@/components/ui/kbd";
import { CommandItem } from "./command-item";
import { matches } from "./matches";

const commands = [...deskKeys.run, ...deskKeys.anywhere].flatMap((one) =>
  "icon" in one ? [{ does: one.does, key: one.names[0], icon: one.icon }] : [],
);

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
