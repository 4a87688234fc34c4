"use client";

import dynamic from "next/dynamic";
import type { ComponentType, ReactNode } from "react";
import { useText } from ".";
import type { Language } from "./language";

const speaking = {
  en: dynamic(() => import("./english-admin")),
  de: dynamic(() => import("./german-admin")),
} as const satisfies Record<Language, ComponentType<{ children: ReactNode }>>;

/** Adds the sentences of the pages about the work itself, in the language of those around it. */
export function AdminTextProvider({ children }: { children: ReactNode }) {
  const Speaking = speaking[useText().time.locale];
  return <Speaking>{children}</Speaking>;
}
