import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { SignInFirst } from "@/components/account/sign-in-first";
import { DeskProviders } from "@/components/shell/desk-providers";
import { DeskShell } from "@/components/shell/desk-shell";
import { getApp } from "@/lib/http/app";
import { principalOf } from "@/lib/http/principal";
import { providerMarks } from "@/lib/orchestrator/list-providers";
import { setUpNeeded } from "@/lib/services/people/set-up";

/** Nobody sees the desk without a principal; the API checks again on every call. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const app = await getApp();
  const me = await principalOf(app, await headers());
  if (!me) {
    if (await setUpNeeded(app.db)) redirect("/setup");
    return <SignInFirst />;
  }
  return (
    <DeskProviders me={me} marks={providerMarks()}>
      <DeskShell>{children}</DeskShell>
    </DeskProviders>
  );
}
