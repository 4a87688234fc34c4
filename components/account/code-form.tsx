"use client";

import { type FormEvent, useState } from "react";
import { isApiError } from "@/components/api/api-error";
import { request } from "@/components/api/request";
import { useText } from "@/components/text";
import { Alert, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "./field";

/** The second step of a sign-in: a code of the authenticator, or one of the recovery codes. */
export function CodeForm({ next, onBack }: { next: string; onBack: () => void }) {
  const { account, problem: problemIn } = useText();
  const text = account.code;
  const [recovery, setRecovery] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get("code")).trim();
    setWorking(true);
    setProblem(null);
    try {
      const path = recovery ? "verify-backup-code" : "verify-totp";
      const body = { code: recovery ? code : code.replaceAll(/\s/g, "") };
      await request(`/api/auth/two-factor/${path}`, { method: "POST", body });
      window.location.assign(next);
    } catch (error) {
      const lost = !isApiError(error) || error.status === 0 || error.status >= 500;
      const wrong = isApiError(error) && (error.status === 401 || error.code === "validation_error");
      setProblem(lost ? account.signIn.offline : wrong ? text.wrong : problemIn(error));
      setWorking(false);
    }
  };
  return (
    <form key={String(recovery)} method="post" onSubmit={submit} className="grid gap-5">
      {problem && (
        <Alert variant="destructive" role="alert">
          <AlertTitle>{problem}</AlertTitle>
        </Alert>
      )}
      <Field
        label={recovery ? text.recovery : text.code}
        hint={recovery ? text.recoveryHint : text.codeHint}
        name="code"
        inputMode={recovery ? "text" : "numeric"}
        autoComplete="one-time-code"
        required
        autoFocus
      />
      <Button type="submit" size="lg" disabled={working}>
        {working ? account.signIn.working : account.signIn.submit}
      </Button>
      <div className="flex flex-wrap gap-2">
        <Button type="button" variant="ghost" size="sm" onClick={() => setRecovery(!recovery)}>
          {recovery ? text.useCode : text.useRecovery}
        </Button>
        <Button type="button" variant="ghost" size="sm" onClick={onBack}>
          {text.back}
        </Button>
      </div>
    </form>
  );
}
