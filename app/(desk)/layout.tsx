import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { GET as listProviders } from "@/app/api/hitl/providers/route";
import { SignInFirst } from "@/components/account/sign-in-first";
import { keys } from "@/components/api/keys";
import { DeskProviders } from "@/components/shell/desk-providers";
import { DeskShell } from "@/components/shell/desk-shell";
import { getApp } from "@/lib/http/app";
import { principalAtWork } from "@/lib/http/route/principal";
import { providerMarks } from "@/lib/orchestrator/reading/list-providers";
import { startOfTail } from "@/lib/orchestrator/reading/tail-events";
import { setUpNeeded } from "@/lib/services/people/set-up";
import { answerOf, FirstData } from "./first-data";
import { waitingToShow } from "./first-waiting";

/** Nobody sees the desk without a principal; the API checks again on every call. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const app = await getApp();
  const me = await principalAtWork(app, await headers());
  if (!me) {
    if (await setUpNeeded(app.db)) redirect("/setup");
    return <SignInFirst />;
  }
  // Before anything is read: what comes after this place, the stream of events tells.
  const after = await startOfTail(app.engine.context, { run_id: null });
  const [waiting, providers] = await Promise.all([
    waitingToShow(),
    answerOf("GET /api/hitl/providers", listProviders, {}),
  ]);
  return (
    <DeskProviders me={me} marks={providerMarks()} now={Date.now()} after={after}>
      <FirstData first={[...waiting, { key: keys.providers, data: providers }]}>
        <DeskShell>{children}</DeskShell>
      </FirstData>
    </DeskProviders>
  );
}
