"use client";

import { UserRoundPlusIcon } from "lucide-react";
import { useState } from "react";
import { Field } from "@/components/account/field";
import { useAddPerson } from "@/components/api/people";
import { FormDialog } from "@/components/shell/form-dialog";
import { notify } from "@/components/shell/notify";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import type { Role } from "@/lib/contracts/words";
import { RoleField } from "./role-field";

export function AddPerson({ passwordLeast }: { passwordLeast: number }) {
  const { settings } = useAdminText();
  const add = useAddPerson();
  const [role, setRole] = useState<Role>("reviewer");
  const send = (form: FormData, close: () => void) => {
    const value = (name: string) => String(form.get(name) ?? "");
    add.mutate(
      { name: value("name"), email: value("email"), password: value("password"), role },
      {
        onSuccess: (person) => {
          notify(settings.people.added(person.name), "done");
          close();
        },
      },
    );
  };
  return (
    <FormDialog
      trigger={
        <Button onClick={() => add.reset()}>
          <UserRoundPlusIcon aria-hidden />
          {settings.people.add}
        </Button>
      }
      title={settings.people.addTitle}
      hint={settings.people.addHint}
      submit={settings.people.add}
      error={add.error}
      working={add.isPending}
      onSubmit={send}
    >
      <Field label={settings.name} name="name" autoComplete="off" maxLength={100} required />
      <Field label={settings.email} name="email" type="email" autoComplete="off" required />
      <Field
        label={settings.people.password}
        hint={settings.people.passwordHint(passwordLeast)}
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={passwordLeast}
        required
      />
      <RoleField value={role} onChange={setRole} />
    </FormDialog>
  );
}
