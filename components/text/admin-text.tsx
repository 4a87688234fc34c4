"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useText } from ".";
import type { Text } from "./en";
import type { AdminSentences } from "./en/admin";

export type AdminText = Text & AdminSentences;

const AdminTextContext = createContext<AdminText | null>(null);

export function AdminTextIn({ value, children }: { value: AdminSentences; children: ReactNode }) {
  const rest = useText();
  const text = useMemo(() => ({ ...rest, ...value }), [rest, value]);
  return <AdminTextContext value={text}>{children}</AdminTextContext>;
}

/** Every sentence, those of the figures, the rollout and the settings too: reviewers at the inbox never load them. */
export function useAdminText(): AdminText {
  const text = useContext(AdminTextContext);
  if (text === null) throw new Error("There is no AdminTextProvider around this component.");
  return text;
}
