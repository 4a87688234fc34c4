"use client";

import type { FormEvent } from "react";
import { Field } from "@/components/account/field";
import { useChangePassword } from "@/components/api/change-account";
import { notify } from "@/components/shell/notify";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import { SettingsCard } from "./settings-card";

export function PasswordForm({ passwordLeast }: { passwordLeast: number }) {
  const { problem, settings } = useAdminText();
  const { account } = settings;
  const change = useChangePassword();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const values = new FormData(form);
    change.mutate(
      { currentPassword: String(values.get("current")), newPassword: String(values.get("next")) },
      {
        onSuccess: () => {
          form.reset();
          notify(account.changed, "done");
        },
      },
    );
  };
  const refused = change.error ? problem(change.error) : undefined;
  // The server names the new one where that is what it does not take.
  const isNext = change.error?.problem?.errors?.some(({ pointer }) => pointer === "/newPassword") ?? false;
  const isWrong = change.error?.code === "validation_error" && !isNext;
  return (
    <SettingsCard title={account.password} hint={account.passwordHint}>
      <form method="post" onSubmit={submit} className="grid max-w-sm gap-4">
        <Field
          label={account.current}
          problem={isWrong ? account.wrong : isNext ? undefined : refused}
          name="current"
          type="password"
          autoComplete="current-password"
          required
        />
        <Field
          label={account.next}
          hint={settings.people.passwordHint(passwordLeast)}
          problem={isNext ? refused : undefined}
          name="next"
          type="password"
          autoComplete="new-password"
          minLength={passwordLeast}
          required
        />
        <Button type="submit" variant="outline" size="lg" disabled={change.isPending}>
          {account.change}
        </Button>
      </form>
    </SettingsCard>
  );
}
