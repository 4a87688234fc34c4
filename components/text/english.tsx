"use client";

import type { ReactNode } from "react";
import { TextIn } from ".";
import { en } from "./en";

export default function English({ children }: { children: ReactNode }) {
  return <TextIn value={en}>{children}</TextIn>;
}
