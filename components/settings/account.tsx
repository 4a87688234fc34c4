"use client";

import { useMe } from "@/components/shell/me";
import { useAdminText } from "@/components/text/admin-text";
import { AbsenceCard } from "./absence-card";
import { DeskChoices } from "./desk-choices";
import { NameForm } from "./name-form";
import { PasswordForm } from "./password-form";
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
    </SettingsPage>
  );
}
