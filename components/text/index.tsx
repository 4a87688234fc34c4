"use client";

import { createContext, useContext } from "react";
import type { Text } from "./en";

// Without a language of its own: importing one here would send it to every reader.
const TextContext = createContext<Text | null>(null);

export const TextIn = TextContext.Provider;

/** Every sentence of the desk, in the reader's language. */
export function useText(): Text {
  const text = useContext(TextContext);
  if (text === null) throw new Error("There is no TextProvider around this component.");
  return text;
}
