"use client";

import type { ReactNode } from "react";
import { AdminTextIn } from "./admin-text";
import { adminDe } from "./de/admin";

export default function GermanAdmin({ children }: { children: ReactNode }) {
  return <AdminTextIn value={adminDe}>{children}</AdminTextIn>;
}
