"use client";

import { SearchIcon } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Wordmark } from "@/components/brand/wordmark";
import { useKeyboardTaken, useKeys } from "@/components/hooks/use-keys";
import { useTitleBadge } from "@/components/hooks/use-title-badge";
import { ConnectionDot } from "@/components/live/connection-dot";
import { whenConnected } from "@/components/live/when-connected";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { UndoBar } from "@/components/undo/undo-bar";
import { usePageUndo } from "@/components/undo/use-page-undo";
import { destinationsOf, homeOf } from "./destinations";
import { HoldNotice } from "./hold-notice";
import { useMe } from "./me";
import { Nav, NewRunLink } from "./nav";
import { Notices } from "./notices";
import { ProviderNotice } from "./provider-notice";
import { useWaitingCount } from "./use-waiting-count";
import { UserMenu } from "./user-menu";

const ConfirmWho = dynamic(
  () => whenConnected(() => import("./confirm-who").then((module) => module.ConfirmWho)),
  { ssr: false },
);
const KeyHelp = dynamic(() => whenConnected(() => import("./key-help")), { ssr: false });
const Palette = dynamic(() => whenConnected(() => import("@/components/palette/palette")), { ssr: false });

/** The frame of every screen: the bar on top, and the screen filling the rest of the window. */
export function DeskShell({ children }: { children: ReactNode }) {
  const text = useText();
  const me = useMe();
  const router = useRouter();
  const path = usePathname();
  const [keysShown, setKeysShown] = useState(false);
  const [paletteShown, setPaletteShown] = useState(false);
  const count = useWaitingCount();
  const waiting = count ? count.toLocaleString(text.time.locale) : null;
  useTitleBadge(waiting);
  useKeys("frame", {
    "?": () => setKeysShown(true),
    "mod+k": () => setPaletteShown(true),
    ...Object.fromEntries(destinationsOf(me.role).map(({ keys, href }) => [keys, () => router.push(href)])),
  });
  usePageUndo();
  useKeyboardTaken(keysShown || paletteShown, () => {
    setKeysShown(false);
    setPaletteShown(false);
  });
  return (
    <div className="flex h-dvh flex-col">
      <ConfirmWho />
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-primary px-4 py-2 text-primary-foreground focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        {text.shell.skip}
      </a>
      <header className="flex h-14 shrink-0 items-center gap-1 border-b bg-card px-3 sm:gap-3 sm:px-5">
        <Link href={homeOf(me.role)} className="mr-1 rounded-md py-1 sm:mr-5" aria-label={text.words.name}>
          <Wordmark compact className="text-[1.0625rem]" />
        </Link>
        <Nav waiting={waiting} />
        <div className="ml-auto flex items-center gap-1 sm:gap-2">
          <ConnectionDot />
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={text.palette.open}
            title={text.palette.open}
            onClick={() => setPaletteShown(true)}
          >
            <SearchIcon aria-hidden />
          </Button>
          <NewRunLink />
          <span className="ml-1 flex">
            <UserMenu onShowKeys={() => setKeysShown(true)} />
          </span>
        </div>
      </header>
      <HoldNotice />
      <ProviderNotice />
      <main id="content" tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-hidden">
        {children}
      </main>
      {keysShown && <KeyHelp open={keysShown} onOpenChange={setKeysShown} />}
      {paletteShown && (
        <Palette open={paletteShown} onOpenChange={setPaletteShown} onShowKeys={() => setKeysShown(true)} />
      )}
      {/* The inbox has a place of its own for it. */}
      {path !== "/" && <UndoBar className="border-t bg-card px-4 py-2" />}
      <Notices />
    </div>
  );
}
