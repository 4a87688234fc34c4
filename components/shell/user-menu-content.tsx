"use client";

import { KeyboardIcon, LogOutIcon, MonitorIcon, MoonIcon, SunIcon } from "lucide-react";
import { useTheme } from "next-themes";
import type { ReactElement } from "react";
import { signOut } from "@/components/account/sign-out";
import { useText } from "@/components/text";
import { languageNames, languages } from "@/components/text/language";
import { speak } from "@/components/text/speak";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Kbd } from "@/components/ui/kbd";
import { useMe } from "./me";
import { notify } from "./notify";

const themes = { system: MonitorIcon, light: SunIcon, dark: MoonIcon } as const;
type Theme = keyof typeof themes;

interface UserMenuContentProps {
  children: ReactElement;
  onShowKeys: () => void;
}

export default function UserMenuContent({ children, onShowKeys }: UserMenuContentProps) {
  const text = useText();
  const me = useMe();
  const { theme, setTheme } = useTheme();
  const leave = () => void signOut().catch(() => notify(text.shell.signedOutFailed, "failed"));
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger asChild>{children}</DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="w-60">
        <div className="px-2 py-2">
          <p className="truncate text-sm font-medium">{me.name}</p>
          <p className="truncate text-xs text-muted-foreground">{me.email ?? me.id}</p>
          <p className="mt-1 text-xs text-muted-foreground">{text.shell.role[me.role]}</p>
        </div>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>{text.shell.theme}</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={theme} onValueChange={setTheme}>
          {(Object.keys(themes) as Theme[]).map((name) => {
            const Icon = themes[name];
            return (
              <DropdownMenuRadioItem key={name} value={name}>
                <Icon aria-hidden />
                {text.shell.themes[name]}
              </DropdownMenuRadioItem>
            );
          })}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>{text.shell.language}</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={text.time.locale} onValueChange={speak}>
          {languages.map((language) => (
            <DropdownMenuRadioItem key={language} value={language} lang={language}>
              {languageNames[language]}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={onShowKeys}>
          <KeyboardIcon aria-hidden />
          {text.shell.keys}
          <Kbd className="ml-auto">?</Kbd>
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={leave}>
          <LogOutIcon aria-hidden />
          {text.shell.signOut}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
