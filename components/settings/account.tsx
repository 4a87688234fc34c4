"use client";

import { useMe } from "@/components/shell/me";
import { useAdminText } from "@/components/text/admin-text";
import { AbsenceCard } from "./absence-card";
import { SecondFactor } from "./access/second-factor";
import { SessionList } from "./access/session-list";
import { DeskChoices } from "./desk-choices";
import { NameForm } from "./name-form";
import { PasswordForm } from "./password-form";
import { SettingsCard } from "./settings-card";
import { SettingsPage } from "./settings-page";

/** One's own account, and how the desk behaves in this browser. */
export function Account({ passwordLeast }: { passwordLeast: number }) {
  const { settings, shell } = useAdminText();
  const me = useMe();
  return (
    <SettingsPage title={shell.sections.account} hint={settings.account.hint}>
      <NameForm />
      <DeskChoices />
      {me.role !== "requester" && <AbsenceCard />}
      <PasswordForm passwordLeast={passwordLeast} />
      <SecondFactor />
      <SettingsCard title={settings.sessions.title} hint={settings.sessions.hint}>
        <SessionList personId={me.id} />
      </SettingsCard>
    </SettingsPage>
  );
}
