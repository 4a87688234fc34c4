"use client";

import { useChangePerson } from "@/components/api/people";
import { Words } from "@/components/run/words";
import { FormDialog } from "@/components/shell/form-dialog";
import { Initials } from "@/components/shell/initials";
import { useMe } from "@/components/shell/me";
import { notify } from "@/components/shell/notify";
import { useAdminText } from "@/components/text/admin-text";
import { TimeAgo } from "@/components/time/time-ago";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { Person } from "@/lib/contracts/people";
import { PersonAccess } from "./access/person-access";
import { RoleSelect } from "./role-select";

export function PersonRow({ person }: { person: Person }) {
  const { problem, settings } = useAdminText();
  const own = useMe().id === person.id;
  const change = useChangePerson(person.id);
  const told = { onError: (error: Error) => notify(problem(error), "failed") };
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 sm:px-5">
      <span
        className={cn(
          "flex min-w-0 flex-1 basis-64 items-center gap-3",
          person.disabled && "text-muted-foreground",
        )}
      >
        <Initials name={person.name} className="size-9 text-xs" />
        <span className="grid min-w-0">
          <span className="flex items-center gap-2 text-sm font-medium">
            <span className="truncate">
              <Words text={person.name} />
            </span>
            {own && (
              <span className="text-xs font-normal text-muted-foreground">({settings.people.you})</span>
            )}
            {person.disabled && <Badge variant="secondary">{settings.people.disabled}</Badge>}
          </span>
          <span className="truncate text-xs text-muted-foreground">{person.email}</span>
        </span>
      </span>
      <TimeAgo at={person.created_at} className="figures w-24 text-xs text-muted-foreground max-md:hidden" />
      <RoleSelect
        label={settings.people.roleOf(person.name)}
        value={person.role}
        disabled={own || change.isPending}
        onChange={(role) => change.mutate({ role }, told)}
        className="w-40"
      />
      <span className="flex gap-1 sm:w-44 sm:justify-end">
        {!own && <PersonAccess person={person} />}
        {!own &&
          (person.disabled ? (
            <Button
              variant="outline"
              size="sm"
              disabled={change.isPending}
              onClick={() => change.mutate({ disabled: false }, told)}
            >
              {settings.people.enable}
            </Button>
          ) : (
            <FormDialog
              trigger={
                <Button variant="ghost" size="sm">
                  {settings.people.disable}
                </Button>
              }
              title={`${settings.people.disable}: ${person.name}`}
              hint={settings.people.disableHint(person.name)}
              submit={settings.people.disable}
              grave
              error={change.error}
              working={change.isPending}
              onSubmit={(_, close) => change.mutate({ disabled: true }, { onSuccess: close })}
            />
          ))}
      </span>
    </li>
  );
}
