"use client";

import { useText } from "@/components/text";
import { DeskChoices } from "./desk-choices";
import { NameForm } from "./name-form";
import { PasswordForm } from "./password-form";
import { SettingsPage } from "./settings-page";

/** One's own account, and how the desk behaves in this browser. */
export function Account({ passwordLeast }: { passwordLeast: number }) {
  const { settings } = useText();
  return (
    <SettingsPage title={settings.sections.account} hint={settings.account.hint}>
      <NameForm />
      <DeskChoices />
      <PasswordForm passwordLeast={passwordLeast} />
    </SettingsPage>
  );
}
