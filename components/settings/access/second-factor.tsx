"use client";

import { type FormEvent, useState } from "react";
import { Field } from "@/components/account/field";
import {
  type NewSecondFactor,
  useBeginSecondFactor,
  useDropSecondFactor,
  useFinishSecondFactor,
  useNewRecoveryCodes,
} from "@/components/api/second-factor";
import { FormDialog } from "@/components/shell/form-dialog";
import { useMe } from "@/components/shell/me";
import { useAdminText } from "@/components/text/admin-text";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { SettingsCard } from "../settings-card";
import { QrCode } from "./qr-code";
import { RecoveryCodes } from "./recovery-codes";

const passwordOf = (form: FormData) => String(form.get("password"));

/** A code beside the password: set up, with new recovery codes, or given up. */
export function SecondFactor() {
  const { account, settings } = useAdminText();
  const words = settings.secondFactor;
  const state = useMe().second_factor;
  const [made, setMade] = useState<NewSecondFactor | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const begin = useBeginSecondFactor();
  const drop = useDropSecondFactor();
  const renew = useNewRecoveryCodes();
  const password = (
    <Field
      label={account.signIn.password}
      name="password"
      type="password"
      autoComplete="current-password"
      required
    />
  );
  return (
    <SettingsCard title={words.title} hint={state === "on" ? words.on : words.hint}>
      {state === "demanded" && !made && (
        <Alert variant="info" className="mb-4">
          <AlertTitle>{words.demanded}</AlertTitle>
          <AlertDescription>{words.demandedHint}</AlertDescription>
        </Alert>
      )}
      {codes ? (
        <RecoveryCodes codes={codes} onDone={() => window.location.reload()} />
      ) : made ? (
        <GiveCode made={made} onDone={() => setCodes(made.backupCodes)} />
      ) : state === "on" ? (
        <div className="flex flex-wrap gap-2">
          <FormDialog
            trigger={<Button variant="outline">{words.newCodes}</Button>}
            title={words.newCodes}
            hint={words.newCodesHint}
            submit={words.newCodes}
            error={renew.error}
            working={renew.isPending}
            onSubmit={(form, close) =>
              renew.mutate(passwordOf(form), {
                onSuccess: ({ backupCodes }) => {
                  close();
                  setCodes(backupCodes);
                },
              })
            }
          >
            {password}
          </FormDialog>
          <FormDialog
            trigger={<Button variant="ghost">{words.drop}</Button>}
            title={words.drop}
            hint={words.dropHint}
            submit={words.drop}
            grave
            error={drop.error}
            working={drop.isPending}
            onSubmit={(form) => drop.mutate(passwordOf(form), { onSuccess: () => window.location.reload() })}
          >
            {password}
          </FormDialog>
        </div>
      ) : (
        <FormDialog
          trigger={<Button variant="outline">{words.begin}</Button>}
          title={words.begin}
          hint={words.beginHint}
          submit={words.next}
          error={begin.error}
          working={begin.isPending}
          onSubmit={(form, close) =>
            begin.mutate(passwordOf(form), {
              onSuccess: (next) => {
                close();
                setMade(next);
              },
            })
          }
        >
          {password}
        </FormDialog>
      )}
    </SettingsCard>
  );
}

/** What goes into the authenticator, and the code that comes back out of it. */
function GiveCode({ made, onDone }: { made: NewSecondFactor; onDone: () => void }) {
  const { account, problem, settings } = useAdminText();
  const words = settings.secondFactor;
  const finish = useFinishSecondFactor();
  const secret = new URL(made.totpURI).searchParams.get("secret") ?? "";
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get("code")).replaceAll(/\s/g, "");
    finish.mutate(code, { onSuccess: onDone });
  };
  return (
    <form method="post" onSubmit={submit} className="grid max-w-md gap-4">
      <p className="text-sm">{words.secretHint}</p>
      <QrCode text={made.totpURI} label={words.picture} />
      <output
        aria-label={words.secret}
        className="block rounded-lg border bg-muted p-3 font-mono text-sm break-all select-all"
      >
        {secret.replaceAll(/(.{4})(?=.)/g, "$1 ")}
      </output>
      <a href={made.totpURI} className="justify-self-start text-sm underline underline-offset-4">
        {words.openApp}
      </a>
      <Field
        label={account.code.code}
        hint={account.code.codeHint}
        problem={finish.error ? problem(finish.error) : undefined}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        autoFocus
      />
      <Button type="submit" className="justify-self-start" disabled={finish.isPending}>
        {words.turnOn}
      </Button>
    </form>
  );
}
