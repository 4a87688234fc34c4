"use client";

import { KeyboardIcon, LogOutIcon, MonitorIcon, MoonIcon, SunIcon } from "lucide-react";
import { useTheme } from "next-themes";
import { toast } from "sonner";
import { signOut } from "@/components/account/sign-out";
import { useText } from "@/components/text";
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
import { Initials } from "./initials";
import { useMe } from "./me";

const themes = { system: MonitorIcon, light: SunIcon, dark: MoonIcon } as const;
type Theme = keyof typeof themes;

export function UserMenu({ onShowKeys }: { onShowKeys: () => void }) {
  const text = useText();
  const me = useMe();
  const { theme, setTheme } = useTheme();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger aria-label={text.shell.account(me.name)} className="rounded-full">
        <Initials name={me.name} className="size-8 text-xs" />
      </DropdownMenuTrigger>
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
        <DropdownMenuItem onSelect={onShowKeys}>
          <KeyboardIcon aria-hidden />
          {text.shell.keys}
          <Kbd className="ml-auto">?</Kbd>
        </DropdownMenuItem>
        <DropdownMenuItem
          onSelect={() => void signOut().catch(() => toast.error(text.shell.signedOutFailed))}
        >
          <LogOutIcon aria-hidden />
          {text.shell.signOut}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
