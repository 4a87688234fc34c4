"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Blank } from "@/components/shell/blank";
import { useMe } from "@/components/shell/me";
import { useAdminText } from "@/components/text/admin-text";
import { cn } from "@/components/ui/cn";
import { sections } from "./sections";

/** The settings' own navigation beside one of their pages; whoever is no admin sees their account alone. */
export function SettingsFrame({ children }: { children: ReactNode }) {
  const text = useAdminText();
  const me = useMe();
  const path = usePathname();
  const shown = sections.filter((section) => me.role === "admin" || !section.adminsOnly);
  const allowed = shown.some((section) => section.href === path);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex min-h-full max-w-6xl flex-col px-4 pt-7 pb-16 sm:px-7">
        <h1 className="mb-5 text-2xl font-semibold tracking-[-0.02em]">{text.settings.title}</h1>
        <div className="grid flex-1 content-start items-start gap-x-10 gap-y-6 lg:grid-cols-[13rem_minmax(0,1fr)]">
          {shown.length > 1 && (
            <nav
              aria-label={text.settings.title}
              className="flex flex-wrap gap-1 max-lg:border-b max-lg:pb-3 lg:sticky lg:top-7 lg:flex-col"
            >
              {shown.map(({ name, href, icon: Icon }) => (
                <Link
                  key={href}
                  href={href}
                  aria-current={href === path ? "page" : undefined}
                  className={cn(
                    "flex h-9 items-center gap-2.5 rounded-md px-3 text-sm font-medium text-muted-foreground transition-colors hover:bg-secondary hover:text-foreground",
                    href === path && "bg-accent text-accent-foreground",
                  )}
                >
                  <Icon className="size-4" aria-hidden />
                  {text.shell.sections[name]}
                </Link>
              ))}
            </nav>
          )}
          <div className="min-w-0">
            {allowed ? (
              children
            ) : (
              <Blank seed="admins" title={text.settings.adminsOnly} hint={text.settings.adminsOnlyHint} />
            )}
          </div>
        </div>
      </div>
    </div>
  );
}
