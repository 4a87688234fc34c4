"use client";

import type { ReactNode } from "react";
import { TextIn } from ".";
import { de } from "./de";

export default function German({ children }: { children: ReactNode }) {
  return <TextIn value={de}>{children}</TextIn>;
}
