"use client";

import { OctagonPauseIcon } from "lucide-react";
import { useHolds } from "@/components/api/holds";
import { Blank } from "@/components/shell/blank";
import { useAdminText } from "@/components/text/admin-text";
import type { Hold } from "@/lib/contracts/holds";
import { ListPending, SettingsPage } from "../settings-page";
import { HoldRow } from "./hold-row";
import { HoldSome } from "./hold-some";
import { PlaceHold } from "./place-hold";

const everything = () => ({});

/** The red switch, what it holds now, and what it held. */
export function Holds() {
  const { holds, shell } = useAdminText();
  const { data, error, refetch } = useHolds();
  const on = data?.filter((hold) => hold.ended_at === null) ?? [];
  const over = data?.filter((hold) => hold.ended_at !== null) ?? [];
  return (
    <SettingsPage title={shell.sections.holds} hint={holds.hint}>
      <div className="flex flex-wrap items-center gap-3">
        <PlaceHold
          variant="destructive"
          size="lg"
          className="h-14 px-8 text-base"
          title={holds.allTitle}
          hint={holds.allHint}
          action={holds.holdAll}
          namedIn={everything}
        >
          <OctagonPauseIcon className="size-5" aria-hidden />
          {holds.holdAll}
        </PlaceHold>
        <HoldSome />
      </div>
      {!data ? (
        <ListPending error={error} onAgain={() => void refetch()} />
      ) : (
        <>
          <List title={holds.on} rows={on} />
          {on.length === 0 && <Blank seed="holds" title={holds.none} hint={holds.noneHint} />}
          <List title={holds.earlier} rows={over} />
        </>
      )}
    </SettingsPage>
  );
}

function List({ title, rows }: { title: string; rows: readonly Hold[] }) {
  if (rows.length === 0) return null;
  return (
    <section aria-label={title} className="grid gap-2">
      <h3 className="text-[0.9375rem] font-semibold">{title}</h3>
      <ul className="divide-y overflow-hidden rounded-xl border bg-card shadow-xs">
        {rows.map((hold) => (
          <HoldRow key={hold.id} hold={hold} />
        ))}
      </ul>
    </section>
  );
}
