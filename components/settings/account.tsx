"use client";

import { useAdminText } from "@/components/text/admin-text";
import { DeskChoices } from "./desk-choices";
import { NameForm } from "./name-form";
import { PasswordForm } from "./password-form";
import { SettingsPage } from "./settings-page";

/** One's own account, and how the desk behaves in this browser. */
export function Account({ passwordLeast }: { passwordLeast: number }) {
  const { settings, shell } = useAdminText();
  return (
    <SettingsPage title={shell.sections.account} hint={settings.account.hint}>
      <NameForm />
      <DeskChoices />
      <PasswordForm passwordLeast={passwordLeast} />
    </SettingsPage>
  );
}
