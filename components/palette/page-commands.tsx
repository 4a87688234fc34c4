"use client";

import { Command } from "cmdk";
import { sections } from "@/components/settings/sections";
import { destinationsOf } from "@/components/shell/destinations";
import { useMe } from "@/components/shell/me";
import { useText } from "@/components/text";
import { Kbd } from "@/components/ui/kbd";
import { CommandItem } from "./command-item";
import { matches } from "./matches";

interface PageCommandsProps {
  words: string;
  go: (href: string) => () => void;
}

/** The pages of the desk; those of the settings once something is typed. */
export function PageCommands({ words, go }: PageCommandsProps) {
  const text = useText();
  const me = useMe();
  const pages = destinationsOf(me.role).map(({ name, ...rest }) => ({ ...rest, label: text.shell[name] }));
  const settings = sections
    .filter((section) => words !== "" && (me.role === "admin" || !section.adminsOnly))
    .map(({ name, href, icon }) => ({ href, icon, keys: "", label: text.shell.sections[name] }));
  const found = [...pages, ...settings].filter(({ label }) => matches(label, words));
  return (
    found.length > 0 && (
      <Command.Group heading={text.palette.pages}>
        {found.map(({ href, icon, keys, label }) => (
          <CommandItem
            key={label}
            value={`page ${label}`}
            icon={icon}
            onSelect={go(href)}
            aside={
              keys !== "" && (
                <span className="flex gap-1">
                  {keys.split(" ").map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </span>
              )
            }
          >
            {label}
          </CommandItem>
        ))}
      </Command.Group>
    )
  );
}
