"use client";

import { usePeople } from "@/components/api/people";
import { useAdminText } from "@/components/text/admin-text";
import { AddPerson } from "./add-person";
import { PersonRow } from "./person-row";
import { ListPending, SettingsPage } from "./settings-page";

/** Who can sign in. */
export function People({ passwordLeast }: { passwordLeast: number }) {
  const { settings, shell } = useAdminText();
  const { data, error, refetch } = usePeople();
  return (
    <SettingsPage
      title={shell.sections.people}
      hint={settings.people.hint}
      action={<AddPerson passwordLeast={passwordLeast} />}
    >
      {data ? (
        <ul className="divide-y overflow-hidden rounded-xl border bg-card shadow-xs">
          {data.map((person) => (
            <PersonRow key={person.id} person={person} />
          ))}
        </ul>
      ) : (
        <ListPending error={error} onAgain={() => void refetch()} />
      )}
    </SettingsPage>
  );
}
