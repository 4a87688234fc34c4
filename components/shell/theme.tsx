"use client";

import { ThemeProvider } from "next-themes";
import { type ReactNode, useState } from "react";
import { wordIn } from "@/lib/contracts/word-lists";

export const themes = ["system", "light", "dark"] as const;

const storageKey = "theme";

// Without a prototype: any other word has no class, for the library would make one of it, and a space in it ends the page.
const classes: Record<string, string> = Object.assign(Object.create(null), { light: "light", dark: "dark" });

/** The page in the reader's theme, kept in this browser. */
export function Theme({ nonce, children }: { nonce?: string | undefined; children: ReactNode }) {
  useState(forgetJunk);
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      storageKey={storageKey}
      value={classes}
      nonce={nonce}
    >
      {children}
    </ThemeProvider>
  );
}

/** A stored word that names no theme goes before the provider reads it. */
function forgetJunk(): void {
  if (typeof window === "undefined") return;
  try {
    if (wordIn(themes, localStorage.getItem(storageKey)) === null) localStorage.removeItem(storageKey);
  } catch {
    // Where storage is forbidden there is nothing to forget.
  }
}
