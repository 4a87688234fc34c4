"use client";

import { createContext, useContext } from "react";
import { en, type Text } from "./en";

const TextContext = createContext<Text>(en);

/** Every sentence of the desk, in the reader's language; English is the only one so far. */
export function useText(): Text {
  return useContext(TextContext);
}
