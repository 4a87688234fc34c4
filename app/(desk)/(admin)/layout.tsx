import type { ReactNode } from "react";
import { AdminTextProvider } from "@/components/text/admin-text-provider";

/** The pages about the work itself; what they say is fetched with the first of them. */
export default function AdminLayout({ children }: { children: ReactNode }) {
  return <AdminTextProvider>{children}</AdminTextProvider>;
}
