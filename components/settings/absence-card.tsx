"use client";

import { useGroups, useSetAbsence } from "@/components/api/groups";
import { exact } from "@/components/format/duration";
import { useMounted } from "@/components/hooks/use-mounted";
import { Words } from "@/components/run/words";
import { useMe } from "@/components/shell/me";
import { notify } from "@/components/shell/notify";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import { AbsenceDialog } from "./groups/absence-dialog";
import { eachOnce } from "./groups/use-deciders";
import { SettingsCard } from "./settings-card";

/** Whether one is away, and who stands in; for whoever has a seat in a group. */
export function AbsenceCard() {
  const { groups: words, problem, time } = useAdminText();
  const me = useMe();
  const mounted = useMounted();
  const { data: groups = [] } = useGroups();
  const set = useSetAbsence();
  const mine = groups.filter(({ members }) => members.some(({ id }) => id === me.id));
  if (mine.length === 0) return null;
  const absence = mine.flatMap(({ away }) => away).find(({ person }) => person.id === me.id);
  const back = () =>
    set.mutate({ id: me.id, until: null }, { onError: (error) => notify(problem(error), "failed") });
  return (
    <SettingsCard title={words.mine} hint={words.mineHint(mine.map(({ name }) => name))}>
      <div className="flex flex-wrap items-center gap-3 text-sm">
        <p role="status" className="figures mr-auto min-w-0 wrap-anywhere">
          {absence ? (
            <>
              {words.iAmAway(mounted ? exact(absence.until, time) : "…")}{" "}
              {absence.stand_in ? (
                <Words text={words.standsIn(absence.stand_in.name)} />
              ) : (
                words.nobodyStandsIn
              )}
            </>
          ) : (
            words.iAmThere
          )}
        </p>
        {absence && (
          <Button variant="outline" disabled={set.isPending} onClick={back}>
            {words.iAmBack}
          </Button>
        )}
        <AbsenceDialog
          people={[{ kind: "user", id: me.id, name: me.name }]}
          standIns={eachOnce(groups.flatMap(({ members }) => members))}
          trigger={<Button variant="outline">{absence ? words.change : words.sayMeAway}</Button>}
        />
      </div>
    </SettingsCard>
  );
}
