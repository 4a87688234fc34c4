"use client";

import { KeyRoundIcon } from "lucide-react";
import { useDeleteGroup } from "@/components/api/groups";
import { exact } from "@/components/format/duration";
import { useMounted } from "@/components/hooks/use-mounted";
import { conditionWords, exactSpan } from "@/components/rules/rule-words";
import { Words } from "@/components/run/words";
import { useAdminText } from "@/components/text/admin-text";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { Group } from "@/lib/contracts/groups";
import { FormDialog } from "../form-dialog";

interface GroupRowProps {
  group: Group;
  /** All there are, for the names of those that questions go on to. */
  groups: readonly Group[];
  onEdit: () => void;
}

/** A group in words: which questions are its own, who has a seat, and to whom they go on. */
export function GroupRow({ group, groups, onEdit }: GroupRowProps) {
  const text = useAdminText();
  const { groups: words } = text;
  const { name, when, escalate } = group;
  const next = groups.find(({ id }) => id === escalate?.to);
  return (
    <li className="grid gap-1.5 px-4 py-3.5 sm:px-5">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h3 className="mr-auto min-w-0 text-sm font-medium wrap-anywhere">
          <Words text={name} />
        </h3>
        <Button variant="ghost" size="sm" aria-label={words.editOf(name)} onClick={onEdit}>
          {words.edit}
        </Button>
        <DeleteGroup group={group} />
      </div>
      <p className="text-sm text-pretty wrap-anywhere text-muted-foreground">
        <Words text={words.questions(conditionWords(when, text, (id) => id))} />
        {escalate && (
          <>
            {" "}
            <Words text={words.goesOn(exactSpan(escalate.after_seconds, text), next?.name ?? escalate.to)} />
          </>
        )}
      </p>
      <Members group={group} />
    </li>
  );
}

function Members({ group: { members, seated, away } }: { group: Group }) {
  const { groups: words, time } = useAdminText();
  // The server does not know the reader's time zone.
  const mounted = useMounted();
  if (members.length === 0) return <p className="text-sm text-warning">{words.nobody}</p>;
  return (
    <>
      <ul aria-label={words.members} className="flex flex-wrap gap-1.5">
        {members.map(({ id, kind, name }) => {
          const absence = away.find(({ person }) => person.id === id);
          return (
            <li key={id} className="max-w-full">
              <Badge
                variant={absence ? "outline" : "secondary"}
                className="max-w-full wrap-anywhere whitespace-normal"
              >
                {kind === "api_key" && <KeyRoundIcon aria-label={words.aKey} />}
                <span className="min-w-0">
                  <Words text={name} />
                  {absence && (
                    <span className="font-normal">
                      {" · "}
                      {words.awayUntil(mounted ? exact(absence.until, time) : "…")}
                      {", "}
                      {absence.stand_in ? (
                        <Words text={words.standsIn(absence.stand_in.name)} />
                      ) : (
                        words.nobodyStandsIn
                      )}
                    </span>
                  )}
                </span>
              </Badge>
            </li>
          );
        })}
      </ul>
      {seated.length === 0 && <p className="text-sm text-warning">{words.emptySeats}</p>}
    </>
  );
}

function DeleteGroup({ group: { id, name } }: { group: Group }) {
  const { groups: words } = useAdminText();
  const remove = useDeleteGroup();
  return (
    <FormDialog
      trigger={
        <Button variant="ghost" size="sm" aria-label={words.removeOf(name)} onClick={() => remove.reset()}>
          {words.remove}
        </Button>
      }
      title={words.removeTitle(name)}
      hint={words.removeHint}
      submit={words.remove}
      grave
      error={remove.error}
      working={remove.isPending}
      onSubmit={(_, close) => remove.mutate({ id }, { onSuccess: close })}
    />
  );
}
