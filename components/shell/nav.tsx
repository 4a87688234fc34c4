"use client";

import { PlusIcon } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { destinationsOf } from "./destinations";
import { useMe } from "./me";

/** @param waiting how many runs wait, where that is known and any do */
export function Nav({ waiting }: { waiting: string | null }) {
  const text = useText();
  const me = useMe();
  const path = usePathname();
  return (
    <nav aria-label={text.shell.mainNavigation} className="flex items-center sm:gap-1">
      {destinationsOf(me.role)
        .filter(({ inBar }) => inBar !== "never")
        .map(({ name, href, icon: Icon, inBar }) => {
          const current = href === "/" ? path === href : path === href || path.startsWith(`${href}/`);
          return (
            <Link
              key={href}
              href={href}
              aria-current={current ? "page" : undefined}
              className={cn(
                "relative flex h-9 items-center gap-2 rounded-md px-1.5 text-sm font-medium text-muted-foreground transition-colors hover:bg-secondary hover:text-foreground sm:px-2.5",
                // On a narrow screen the insights lead there.
                inBar === "wide" && "max-lg:hidden",
                current &&
                  "text-foreground after:absolute after:inset-x-2.5 after:-bottom-[10px] after:h-0.5 after:rounded-full after:bg-primary",
              )}
            >
              <Icon className="size-4 md:hidden" aria-hidden />
              <span className="max-md:sr-only">{text.shell[name]}</span>
              {name === "inbox" && waiting !== null && (
                <span className="figures ml-0.5 rounded-full bg-primary px-1.5 py-px text-2xs font-semibold text-primary-foreground">
                  {waiting}
                  <span className="sr-only"> {text.shell.waiting("")}</span>
                </span>
              )}
            </Link>
          );
        })}
    </nav>
  );
}

export function NewRunLink() {
  const text = useText();
  return (
    <Button asChild size="sm" variant="outline">
      <Link href="/new">
        <PlusIcon aria-hidden />
        <span className="max-sm:sr-only">{text.shell.newRun}</span>
      </Link>
    </Button>
  );
}
