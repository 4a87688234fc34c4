"use client";

import Link from "next/link";
import { useId, useState } from "react";
import { Field } from "@/components/account/field";
import { useErasePerson } from "@/components/api/erase";
import { FormDialog } from "@/components/shell/form-dialog";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import type { ErasePerson, PersonErasure } from "@/lib/contracts/erasure";

interface FoundProps {
  whose: Pick<ErasePerson, "field" | "value">;
  found: PersonErasure;
  /** What a person or a key is called, by its id. */
  nameOf: (owner: string) => string;
}

const everybody = "*";

/** What there is of a person, and the button that erases it; where several asked for it, whose is meant is said first. */
export function Found({ whose, found, nameOf }: FoundProps) {
  const { erasing, time } = useAdminText();
  const figure = (runs: number) => runs.toLocaleString(time.locale);
  const [owner, setOwner] = useState(found.owners.length > 1 ? null : (found.owners[0]?.owner_id ?? null));
  const erase = useErasePerson();
  if (erase.data) return <p role="status">{erasing.begun(figure(erase.data.runs))}</p>;

  const meant = found.owners.filter(({ owner_id }) => owner === everybody || owner_id === owner);
  const runs = meant.reduce((sum, one) => sum + one.runs, 0);
  return (
    <div className="grid gap-4 text-sm">
      <p className="font-medium">
        {found.runs === 0 ? erasing.nothing : erasing.found(figure(found.runs))}
        {found.going_on > 0 && ` ${erasing.goingOn(figure(found.going_on))}`}
      </p>
      {found.owners.length > 1 && (
        <Owners owners={found.owners} nameOf={nameOf} value={owner} onChange={setOwner} />
      )}
      {found.not_whole.length > 0 && <NotWhole runs={found.not_whole} />}
      {found.runs > 0 && (
        <FormDialog
          trigger={
            <Button
              variant="destructive"
              className="w-fit"
              disabled={owner === null}
              onClick={() => erase.reset()}
            >
              {owner === null ? erasing.eraseWhose : erasing.erase(figure(runs))}
            </Button>
          }
          title={erasing.sure(figure(runs))}
          hint={erasing.sureHint}
          submit={erase.isPending ? erasing.working : erasing.erase(figure(runs))}
          grave
          error={erase.error}
          working={erase.isPending}
          onSubmit={(form, close) => {
            const why = String(form.get("why") ?? "").trim();
            erase.mutate(
              { ...whose, ...(owner !== null && { owner_id: owner }), ...(why && { why }) },
              { onSuccess: close },
            );
          }}
        >
          <Field label={erasing.why} hint={erasing.whyHint} name="why" autoComplete="off" maxLength={500} />
        </FormDialog>
      )}
    </div>
  );
}

interface OwnersProps {
  owners: PersonErasure["owners"];
  nameOf: (owner: string) => string;
  value: string | null;
  onChange: (owner: string) => void;
}

function Owners({ owners, nameOf, value, onChange }: OwnersProps) {
  const { erasing, time } = useAdminText();
  const figure = (runs: number) => runs.toLocaleString(time.locale);
  const name = useId();
  const all = { owner_id: everybody, runs: owners.reduce((sum, { runs }) => sum + runs, 0) };
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 text-pretty">{erasing.several}</legend>
      {[...owners, all].map(({ owner_id, runs }) => (
        <label key={owner_id} className="flex items-center gap-2.5">
          <input
            type="radio"
            name={name}
            checked={value === owner_id}
            onChange={() => onChange(owner_id)}
            className="size-4 accent-primary"
          />
          <span className="min-w-0 break-words">
            {owner_id === everybody ? erasing.allOfThem : nameOf(owner_id)}
          </span>
          <span className="text-muted-foreground">{erasing.runs(figure(runs))}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Runs whose logs hold entries that cannot be erased. */
function NotWhole({ runs }: { runs: readonly string[] }) {
  const { erasing } = useAdminText();
  return (
    <div className="grid gap-1">
      <p className="text-pretty">{erasing.notWhole}</p>
      <ul className="flex flex-wrap gap-x-3 font-mono text-xs">
        {runs.map((run) => (
          <li key={run}>
            <Link href={`/runs/${run}`} className="underline underline-offset-2">
              {run}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
