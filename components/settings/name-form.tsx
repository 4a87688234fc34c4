"use client";

import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import { Field } from "@/components/account/field";
import { useChangeName } from "@/components/api/change-account";
import { useMe } from "@/components/shell/me";
import { notify } from "@/components/shell/notify";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import { SettingsCard } from "./settings-card";

export function NameForm() {
  const { problem, settings, shell } = useAdminText();
  const me = useMe();
  const router = useRouter();
  const change = useChangeName();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name") ?? "").trim();
    change.mutate(name, {
      onSuccess: () => {
        notify(settings.saved, "done");
        router.refresh();
      },
    });
  };
  return (
    <SettingsCard title={settings.account.profile} hint={`${me.email ?? me.id} · ${shell.role[me.role]}`}>
      <form onSubmit={submit} className="flex max-w-lg flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1 basis-60">
          <Field
            label={settings.name}
            hint={settings.account.nameHint}
            problem={change.error ? problem(change.error) : undefined}
            name="name"
            autoComplete="name"
            defaultValue={me.name}
            maxLength={100}
            required
          />
        </div>
        <Button type="submit" variant="outline" size="lg" className="mt-6" disabled={change.isPending}>
          {settings.save}
        </Button>
      </form>
    </SettingsCard>
  );
}
