"use client";

import { Field } from "@/components/account/field";
import { useApiKeys } from "@/components/api/api-keys";
import { useEndHold } from "@/components/api/holds";
import { exact } from "@/components/format/duration";
import { useMounted } from "@/components/hooks/use-mounted";
import { Words } from "@/components/run/words";
import { FormDialog } from "@/components/shell/form-dialog";
import { useAdminText } from "@/components/text/admin-text";
import { TimeAgo } from "@/components/time/time-ago";
import { Button } from "@/components/ui/button";
import type { Hold } from "@/lib/contracts/holds";
import { holdKinds } from "./hold-kinds";

/** One hold: of what, why, whose, and what becomes of the calls; or how it ended. */
export function HoldRow({ hold }: { hold: Hold }) {
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3 sm:px-5">
      <div className="grid min-w-0 flex-1 basis-64 gap-1 text-sm break-words">
        <Named hold={hold} />
        <p>
          <Words text={hold.why} />
        </p>
        <Facts hold={hold} />
      </div>
      {hold.ended_at === null && <End hold={hold} />}
    </li>
  );
}

function Named({ hold: { for: named } }: { hold: Hold }) {
  const { holds } = useAdminText();
  const { data: apiKeys } = useApiKeys();
  const nameOf = (value: string) => apiKeys?.find(({ id }) => id === value)?.name ?? value;
  const all = holdKinds.every((kind) => named[kind] === undefined);
  return (
    <p className="font-medium">
      {all && holds.all}
      {holdKinds.map((kind) => {
        const value = named[kind];
        return value === undefined ? null : (
          <span key={kind} className="mr-3">
            {holds.for[kind]}: <Words text={kind === "key_id" ? nameOf(value) : value} />
          </span>
        );
      })}
    </p>
  );
}

function Facts({ hold }: { hold: Hold }) {
  const { holds, time } = useAdminText();
  // The server does not know the reader's time zone.
  const mounted = useMounted();
  const { calls, made_by, made_at, until, ended_at, ended_by, ended_why } = hold;
  const figure = (count: number) => count.toLocaleString(time.locale);
  return (
    <div className="figures grid gap-0.5 text-xs text-muted-foreground">
      <p>
        {holds.by(made_by.name)}, <TimeAgo at={made_at} />
        {ended_at === null &&
          `, ${until === null ? holds.untilEnded : holds.untilWhen(mounted ? exact(until, time) : "…")}`}
      </p>
      {calls && (
        <p className="flex flex-wrap gap-x-4">
          <span>{holds.waiting(figure(calls.waiting))}</span>
          {calls.sending > 0 && <span>{holds.sending(figure(calls.sending))}</span>}
          {calls.running > 0 && <span>{holds.running(figure(calls.running))}</span>}
        </p>
      )}
      {ended_at !== null && (
        <p>
          {ended_by ? holds.endedBy(ended_by.name) : holds.endedByTime}, <TimeAgo at={ended_at} />
          {ended_why !== null && (
            <>
              : <Words text={ended_why} />
            </>
          )}
        </p>
      )}
    </div>
  );
}

function End({ hold: { id } }: { hold: Hold }) {
  const { holds } = useAdminText();
  const end = useEndHold();
  return (
    <FormDialog
      trigger={
        <Button variant="outline" onClick={() => end.reset()}>
          {holds.end}
        </Button>
      }
      title={holds.endTitle}
      hint={holds.endHint}
      submit={holds.end}
      error={end.error}
      working={end.isPending}
      onSubmit={(form, close) => {
        const why = String(form.get("why") ?? "").trim();
        end.mutate(why === "" ? { id } : { id, why }, { onSuccess: close });
      }}
    >
      <Field label={holds.endWhy} name="why" autoComplete="off" maxLength={500} />
    </FormDialog>
  );
}
