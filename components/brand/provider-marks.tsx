"use client";

import { createContext, useContext } from "react";
import type { Mark } from "@/lib/contracts/mark";

const MarksContext = createContext<Readonly<Record<string, Mark>>>({});

/** A provider's sign, as its folder has it; undefined where nobody knows one. */
export function useProviderMark(provider: string): Mark | undefined {
  const marks = useContext(MarksContext);
  return Object.hasOwn(marks, provider) ? marks[provider] : undefined;
}

/** The signs of all providers by name, given by the server. */
export const ProviderMarks = MarksContext.Provider;
