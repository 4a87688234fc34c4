"use client";

import { CheckIcon, CopyIcon } from "lucide-react";
import { useState } from "react";
import { useRemoveSecondFactor } from "@/components/api/second-factor";
import { useMakePasswordLink } from "@/components/api/sessions";
import { copyText } from "@/components/format/copy-text";
import { useAdminText } from "@/components/text/admin-text";
import { Alert, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import type { Person } from "@/lib/contracts/people";
import { SessionList } from "./session-list";

/** How somebody comes in, for admins: where they are signed in, and a link for who forgot the password. */
export function PersonAccess({ person }: { person: Person }) {
  const { settings, shell } = useAdminText();
  const { access } = settings;
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="ghost" size="sm" aria-label={access.of(person.name)}>
          {access.title}
        </Button>
      </DialogTrigger>
      <DialogContent closeLabel={shell.close} className="sm:max-w-xl">
        <DialogHeader>
          <DialogTitle>{access.of(person.name)}</DialogTitle>
          <DialogDescription>{access.hint}</DialogDescription>
        </DialogHeader>
        <section className="grid gap-2">
          <h3 className="text-sm font-semibold">{access.sessions}</h3>
          <SessionList personId={person.id} />
        </section>
        {person.second_factor && <LostFactor person={person} />}
        <section className="grid gap-2">
          <h3 className="text-sm font-semibold">{access.link}</h3>
          <p className="text-sm text-muted-foreground">{access.linkHint}</p>
          <NewLink person={person} />
        </section>
      </DialogContent>
    </Dialog>
  );
}

/** Takes the second factor from who lost it. */
function LostFactor({ person }: { person: Person }) {
  const { problem, settings } = useAdminText();
  const words = settings.secondFactor;
  const remove = useRemoveSecondFactor(person.id);
  return (
    <section className="grid gap-2">
      <h3 className="text-sm font-semibold">{words.title}</h3>
      <p className="text-sm text-muted-foreground">{words.lostHint}</p>
      {remove.error && (
        <Alert variant="destructive" role="alert">
          <AlertTitle>{problem(remove.error)}</AlertTitle>
        </Alert>
      )}
      <Button
        variant="outline"
        className="justify-self-start"
        disabled={remove.isPending}
        onClick={() => remove.mutate()}
      >
        {words.remove}
      </Button>
    </section>
  );
}

/** Makes the link, and shows it the one time it can be seen. */
function NewLink({ person }: { person: Person }) {
  const { problem, settings } = useAdminText();
  const { access, keys } = settings;
  const make = useMakePasswordLink(person.id);
  const [copied, setCopied] = useState(false);
  if (!make.data) {
    return (
      <>
        {make.error && (
          <Alert variant="destructive" role="alert">
            <AlertTitle>{problem(make.error)}</AlertTitle>
          </Alert>
        )}
        <Button
          variant="outline"
          className="justify-self-start"
          disabled={make.isPending || person.disabled}
          onClick={() => make.mutate()}
        >
          {access.makeLink}
        </Button>
      </>
    );
  }
  const url = new URL(make.data.url, window.location.href).href;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <output
        aria-label={access.link}
        className="min-w-0 flex-1 basis-64 rounded-lg border bg-muted p-3 font-mono text-xs break-all select-all"
      >
        {url}
      </output>
      <Button variant="outline" onClick={() => void copyText(url).then(setCopied)}>
        {copied ? <CheckIcon aria-hidden /> : <CopyIcon aria-hidden />}
        <span aria-live="polite">{copied ? keys.copied : access.copy}</span>
      </Button>
    </div>
  );
}
