"use client";

import { lazy } from "react";
import { whenConnected } from "@/components/live/when-connected";
import { useText } from "@/components/text";
import { LazyMenu } from "@/components/ui/lazy-menu";
import { Initials } from "./initials";
import { useMe } from "./me";

const load = () => whenConnected(() => import("./user-menu-content"));
const UserMenuContent = lazy(load);

export function UserMenu({ onShowKeys }: { onShowKeys: () => void }) {
  const text = useText();
  const me = useMe();
  return (
    <LazyMenu
      preload={() => void load()}
      trigger={
        <button type="button" aria-label={text.shell.account(me.name)} className="rounded-full">
          <Initials name={me.name} className="size-8 text-xs" />
        </button>
      }
      menu={(trigger) => <UserMenuContent onShowKeys={onShowKeys}>{trigger}</UserMenuContent>}
    />
  );
}
