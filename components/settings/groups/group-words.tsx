"use client";

import { KeyRoundIcon } from "lucide-react";
import { exact } from "@/components/format/duration";
import { useMounted } from "@/components/hooks/use-mounted";
import { conditionWords, exactSpan } from "@/components/rules/rule-words";
import { Words } from "@/components/run/words";
import { useAdminText } from "@/components/text/admin-text";
import { Badge } from "@/components/ui/badge";
import type { Group } from "@/lib/contracts/groups";

interface GroupWordsProps {
  group: Group;
  /** All there are, for the names of those that questions go on to. */
  groups: readonly Group[];
}

/** What a group says: which questions are its own, to whom they go on, and who has a seat. */
export function GroupWords({ group, groups }: GroupWordsProps) {
  const text = useAdminText();
  const { groups: words } = text;
  const { when, escalate, assignment } = group;
  const next = groups.find(({ id }) => id === escalate?.to);
  return (
    <>
      <p className="text-sm text-pretty wrap-anywhere text-muted-foreground">
        <Words text={words.questions(conditionWords(when, text, (id) => id))} />
        {assignment === "round_robin" && ` ${words.takesTurns}`}
        {escalate && (
          <>
            {" "}
            <Words text={words.goesOn(exactSpan(escalate.after_seconds, text), next?.name ?? escalate.to)} />
          </>
        )}
      </p>
      <Members group={group} />
    </>
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
