"use client";

import { Command } from "cmdk";
import { KeyboardIcon, LanguagesIcon, LogOutIcon, MonitorIcon, MoonIcon, SunIcon } from "lucide-react";
import { useTheme } from "next-themes";
import { signOut } from "@/components/account/sign-out";
import { notify } from "@/components/shell/notify";
import { useText } from "@/components/text";
import { languageNames, languages } from "@/components/text/language";
import { speak } from "@/components/text/speak";
import { CommandItem } from "./command-item";
import { matches } from "./matches";

const themes = { light: SunIcon, dark: MoonIcon, system: MonitorIcon } as const;

interface DeskCommandsProps {
  words: string;
  act: (action: () => void) => () => void;
  onShowKeys: () => void;
}

/** What changes the desk itself: theme, language, keys, and leaving it. */
export function DeskCommands({ words, act, onShowKeys }: DeskCommandsProps) {
  const text = useText();
  const { setTheme } = useTheme();
  const commands = [
    ...(["light", "dark", "system"] as const).map((name) => ({
      label: text.palette.theme(text.shell.themes[name]),
      icon: themes[name],
      action: () => setTheme(name),
    })),
    ...languages
      .filter((language) => language !== text.time.locale)
      .map((language) => ({
        label: text.palette.language(languageNames[language]),
        icon: LanguagesIcon,
        action: () => speak(language),
      })),
    { label: text.shell.keys, icon: KeyboardIcon, action: onShowKeys },
    {
      label: text.shell.signOut,
      icon: LogOutIcon,
      action: () => void signOut().catch(() => notify(text.shell.signedOutFailed, "failed")),
    },
  ].filter(({ label }) => matches(label, words));
  return (
    commands.length > 0 && (
      <Command.Group heading={text.palette.desk}>
        {commands.map(({ label, icon, action }) => (
          <CommandItem key={label} value={`desk ${label}`} icon={icon} onSelect={act(action)}>
            {label}
          </CommandItem>
        ))}
      </Command.Group>
    )
  );
}
