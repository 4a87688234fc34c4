"use client";

import { type FormEvent, useId, useState } from "react";
import { Field } from "@/components/account/field";
import { useApiKeys } from "@/components/api/api-keys";
import { useErasePerson } from "@/components/api/erase";
import { usePeople } from "@/components/api/people";
import { useAdminText } from "@/components/text/admin-text";
import { Alert, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import type { ErasePerson } from "@/lib/contracts/erasure";
import { SettingsCard } from "../settings-card";
import { SettingsPage } from "../settings-page";
import { Found } from "./found";

const fields = ["user_email", "user_id", "owner"] as const satisfies ErasePerson["field"][];

/** Finds all runs of a person, says how many these are, and erases what they hold. */
export function ErasePersonPage() {
  const text = useAdminText();
  const words = text.erasing;
  const id = useId();
  const [field, setField] = useState<ErasePerson["field"]>("user_email");
  const [value, setValue] = useState("");
  const look = useErasePerson();
  const { data: people = [] } = usePeople();
  const { data: apiKeys = [] } = useApiKeys();
  const owners = [...people, ...apiKeys].map(({ id, name }) => ({ id, name }));
  const said = value.trim();
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (said !== "" && !look.isPending) look.mutate({ field, value: said, dry_run: true });
  };
  // What was found is of what was looked for, and goes with it.
  const change = (apply: () => void) => {
    apply();
    look.reset();
  };
  return (
    <SettingsPage title={text.shell.sections.erasing} hint={words.hint}>
      <SettingsCard title={words.title} hint={words.titleHint}>
        <form onSubmit={send} className="grid max-w-xl gap-4" aria-label={words.title}>
          <Segmented
            label={words.by}
            value={field}
            options={fields.map((one) => ({ value: one, label: words.fields[one].label }))}
            onChange={(chosen) => change(() => setField(chosen))}
          />
          <Field
            label={words.fields[field].label}
            hint={words.fields[field].hint}
            value={value}
            onChange={(event) => change(() => setValue(event.target.value))}
            autoComplete="off"
            maxLength={1_000}
            required
            {...(field === "owner" && { list: `${id}-owners` })}
          />
          <datalist id={`${id}-owners`}>
            {owners.map((owner) => (
              <option key={owner.id} value={owner.id} label={owner.name} />
            ))}
          </datalist>
          <Button type="submit" variant="outline" className="w-fit" disabled={said === "" || look.isPending}>
            {look.isPending ? words.looking : words.look}
          </Button>
        </form>
        <div aria-live="polite" className="mt-5 empty:hidden">
          {look.error && (
            <Alert variant="destructive" role="alert">
              <AlertTitle>{text.problem(look.error)}</AlertTitle>
            </Alert>
          )}
          {look.data && look.variables && (
            <Found
              key={look.submittedAt}
              whose={{ field: look.variables.field, value: look.variables.value }}
              found={look.data}
              nameOf={(owner) => owners.find(({ id }) => id === owner)?.name ?? owner}
            />
          )}
        </div>
      </SettingsCard>
    </SettingsPage>
  );
}
