import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { DeskProviders } from "@/components/shell/desk-providers";
import { DeskShell } from "@/components/shell/desk-shell";
import { getApp } from "@/lib/http/app";
import { principalOf } from "@/lib/http/principal";

/** Nobody sees the desk without a principal; the API checks again on every call. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const app = await getApp();
  const me = await principalOf(app, await headers());
  if (!me) redirect("/sign-in");
  return (
    <DeskProviders me={me}>
      <DeskShell>{children}</DeskShell>
    </DeskProviders>
  );
}
