"use client";

import dynamic from "next/dynamic";
import type { ComponentType, ReactNode } from "react";
import type { Language } from "./language";

// Each language is a chunk of its own: the browser fetches the one that the server rendered in.
const speaking = {
  en: dynamic(() => import("./english")),
  de: dynamic(() => import("./german")),
} as const satisfies Record<Language, ComponentType<{ children: ReactNode }>>;

/** Gives every component below its sentences, in the language of the request. */
export function TextProvider({ language, children }: { language: Language; children: ReactNode }) {
  const Speaking = speaking[language];
  return <Speaking>{children}</Speaking>;
}
