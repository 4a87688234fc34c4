"use client";

import { usePeople } from "@/components/api/people";
import { useText } from "@/components/text";
import { AddPerson } from "./add-person";
import { PersonRow } from "./person-row";
import { ListPending, SettingsPage } from "./settings-page";

/** Who can sign in. */
export function People({ passwordLeast }: { passwordLeast: number }) {
  const { settings } = useText();
  const { data, error, refetch } = usePeople();
  return (
    <SettingsPage
      title={settings.sections.people}
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
