"use client";

import { useEffect } from "react";
import { useText } from "@/components/text";

/** Leads to the sign-in and, after it, back to the very page that was asked for. */
export function SignInFirst() {
  const text = useText();
  useEffect(() => {
    const here = window.location.pathname + window.location.search;
    window.location.replace(here === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(here)}`);
  }, []);
  return (
    <main className="grid min-h-dvh place-items-center">
      <noscript>
        <a href="/sign-in">{text.account.signIn.title}</a>
      </noscript>
    </main>
  );
}
