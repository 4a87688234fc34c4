"use client";

import { useEndSessions, useSessions } from "@/components/api/sessions";
import { browserName } from "@/components/format/browser-name";
import { notify } from "@/components/shell/notify";
import { useAdminText } from "@/components/text/admin-text";
import { TimeAgo } from "@/components/time/time-ago";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { SessionView } from "@/lib/contracts/sessions";
import { ListPending } from "../settings-page";

/** Where somebody is signed in, and an end to it: of one place, or of all others. */
export function SessionList({ personId }: { personId: string }) {
  const { problem, settings } = useAdminText();
  const words = settings.sessions;
  const { data, error, refetch } = useSessions(personId);
  const end = useEndSessions(personId);
  const ending = (session: string | null) =>
    end.mutate(session, {
      onSuccess: () => notify(words.ended, "done"),
      onError: (refused) => notify(problem(refused), "failed"),
    });
  if (!data) return <ListPending error={error} onAgain={() => void refetch()} />;
  if (data.length === 0) return <p className="text-sm text-muted-foreground">{words.none}</p>;
  return (
    <div className="grid gap-3">
      <ul className="divide-y rounded-lg border" aria-label={words.title}>
        {data.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            working={end.isPending}
            onEnd={() => ending(session.id)}
          />
        ))}
      </ul>
      {data.some(({ current }) => !current) && (
        <Button
          variant="outline"
          className="justify-self-start"
          disabled={end.isPending}
          onClick={() => ending(null)}
        >
          {data.some(({ current }) => current) ? words.endOthers : words.endAll}
        </Button>
      )}
    </div>
  );
}

interface SessionRowProps {
  session: SessionView;
  working: boolean;
  onEnd: () => void;
}

function SessionRow({ session, working, onEnd }: SessionRowProps) {
  const words = useAdminText().settings.sessions;
  const browser = browserName(session.user_agent) ?? words.unknownBrowser;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2.5 text-sm">
      <span className="grid min-w-0 flex-1 basis-48 gap-0.5">
        <span
          className="flex flex-wrap items-center gap-2 font-medium"
          title={session.user_agent ?? undefined}
        >
          {browser}
          {session.current && <Badge variant="secondary">{words.current}</Badge>}
        </span>
        <span className="figures text-xs wrap-anywhere text-muted-foreground">
          {[session.address, session.method && words.methods[session.method]].filter(Boolean).join(" · ")}
        </span>
      </span>
      <span className="figures grid w-36 text-xs text-muted-foreground">
        <span>
          {words.begun} <TimeAgo at={session.begun_at} />
        </span>
        <span>
          {words.seen} <TimeAgo at={session.seen_at} />
        </span>
      </span>
      {!session.current && (
        <Button
          variant="ghost"
          size="sm"
          disabled={working}
          aria-label={`${words.end}: ${browser}`}
          onClick={onEnd}
        >
          {words.end}
        </Button>
      )}
    </li>
  );
}
