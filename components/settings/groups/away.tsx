"use client";

import { useSetAbsence } from "@/components/api/groups";
import { usePeople } from "@/components/api/people";
import { exact } from "@/components/format/duration";
import { useMounted } from "@/components/hooks/use-mounted";
import { Words } from "@/components/run/words";
import { notify } from "@/components/shell/notify";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import type { Person } from "@/lib/contracts/people";
import { AbsenceDialog } from "./absence-dialog";
import { useDeciders } from "./use-deciders";

/** Who is away, until when, and who has their seats meanwhile. */
export function Away() {
  const { groups: words } = useAdminText();
  const { data: people } = usePeople();
  const deciders = useDeciders();
  // Until it is known who is there, nothing is said of it.
  const away = people?.filter(({ absence }) => absence !== null);
  return (
    <section aria-labelledby="away" className="grid gap-2">
      <div className="flex flex-wrap items-end gap-3">
        <div className="mr-auto grid max-w-xl gap-0.5">
          <h3 id="away" className="text-[0.9375rem] font-semibold">
            {words.away}
          </h3>
          <p className="text-sm text-pretty text-muted-foreground">{words.awayHint}</p>
        </div>
        <AbsenceDialog
          people={deciders.filter(({ kind }) => kind === "user")}
          standIns={deciders}
          trigger={<Button variant="outline">{words.sayAway}</Button>}
        />
      </div>
      {away?.length === 0 && (
        <p className="rounded-xl border border-dashed px-5 py-4 text-sm text-muted-foreground">
          {words.nobodyAway}
        </p>
      )}
      {away !== undefined && away.length > 0 && (
        <ul className="divide-y overflow-hidden rounded-xl border bg-card shadow-xs">
          {away.map((person) => (
            <AwayRow
              key={person.id}
              person={person}
              standIn={
                deciders.find(({ id }) => id === person.absence?.stand_in)?.name ??
                person.absence?.stand_in ??
                null
              }
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function AwayRow({ person: { id, name, absence }, standIn }: { person: Person; standIn: string | null }) {
  const { groups: words, problem, time } = useAdminText();
  const mounted = useMounted();
  const end = useSetAbsence();
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 text-sm sm:px-5">
      <span className="mr-auto min-w-0 wrap-anywhere">
        <span className="font-medium">
          <Words text={name} />
        </span>{" "}
        <span className="figures text-muted-foreground">
          {words.awayUntil(mounted && absence ? exact(absence.until, time) : "…")}
          {", "}
          {standIn === null ? words.nobodyStandsIn : <Words text={words.standsIn(standIn)} />}
        </span>
      </span>
      <Button
        variant="ghost"
        size="sm"
        aria-label={words.backOf(name)}
        disabled={end.isPending}
        onClick={() =>
          end.mutate({ id, until: null }, { onError: (error) => notify(problem(error), "failed") })
        }
      >
        {words.back}
      </Button>
    </li>
  );
}
