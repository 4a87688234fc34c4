"use client";

import type { ReactNode } from "react";
import { AdminTextIn } from "./admin-text";
import { adminEn } from "./en/admin";

export default function EnglishAdmin({ children }: { children: ReactNode }) {
  return <AdminTextIn value={adminEn}>{children}</AdminTextIn>;
}
