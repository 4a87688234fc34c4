"use client";

import { type ReactNode, useId, useState } from "react";
import { Field } from "@/components/account/field";
import { useSetAbsence } from "@/components/api/groups";
import { FormDialog } from "@/components/shell/form-dialog";
import { notify } from "@/components/shell/notify";
import { useAdminText } from "@/components/text/admin-text";
import { Label } from "@/components/ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import type { Actor } from "@/lib/contracts/parts";

interface AbsenceDialogProps {
  /** Of whom it can be said; one alone is meant without being chosen. */
  people: readonly Actor[];
  /** Who can stand in. */
  standIns: readonly Actor[];
  trigger: ReactNode;
}

const nobody = "-";

/** Asks until when somebody is away and who stands in, and says so. */
export function AbsenceDialog({ people, standIns, trigger }: AbsenceDialogProps) {
  const { groups: words, settings } = useAdminText();
  const set = useSetAbsence();
  const [chosen, setChosen] = useState("");
  const [standIn, setStandIn] = useState(nobody);
  const who = people.length === 1 ? (people[0]?.id ?? "") : chosen;
  const submit = (form: FormData, close: () => void) => {
    const until = new Date(String(form.get("until") ?? ""));
    if (who === "" || Number.isNaN(until.getTime())) return;
    set.mutate(
      { id: who, until: until.toISOString(), ...(standIn !== nobody && { stand_in: standIn }) },
      {
        onSuccess: ({ name }) => {
          notify(words.saidAway(name), "done");
          close();
        },
      },
    );
  };
  return (
    <FormDialog
      trigger={trigger}
      title={words.sayAway}
      hint={words.sayAwayHint}
      submit={settings.save}
      error={set.error}
      working={set.isPending || who === ""}
      onSubmit={submit}
    >
      {people.length !== 1 && (
        <ActorField label={words.who} value={chosen} actors={people} onChange={setChosen} />
      )}
      <Field label={words.until} name="until" type="datetime-local" required />
      <ActorField
        label={words.standIn}
        value={standIn}
        none={words.nobodyStandsIn}
        actors={standIns.filter(({ id }) => id !== who)}
        onChange={setStandIn}
      />
    </FormDialog>
  );
}

interface ActorFieldProps {
  label: string;
  value: string;
  /** What nobody is called, where there may be nobody. */
  none?: string;
  actors: readonly Actor[];
  onChange: (id: string) => void;
}

function ActorField({ label, value, none, actors, onChange }: ActorFieldProps) {
  const { groups: words } = useAdminText();
  const id = useId();
  return (
    <div className="grid gap-2">
      <Label htmlFor={id}>{label}</Label>
      <Select value={value} onValueChange={onChange}>
        <SelectTrigger id={id} aria-label={label} className="h-10 w-full">
          <SelectValue placeholder={words.choose} />
        </SelectTrigger>
        <SelectContent>
          {none !== undefined && <SelectItem value={nobody}>{none}</SelectItem>}
          {actors.map((actor) => (
            <SelectItem key={actor.id} value={actor.id}>
              {actor.kind === "api_key" ? words.keyNamed(actor.name) : actor.name}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
    </div>
  );
}
