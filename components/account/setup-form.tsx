"use client";

import { type FormEvent, useState } from "react";
import { isApiError } from "@/components/api/api-error";
import { call } from "@/components/api/call";
import { request } from "@/components/api/request";
import { useText } from "@/components/text";
import type { Text } from "@/components/text/en";
import { Alert, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "./field";

/** Makes the first administrator with the one-time token of the log, and signs in. */
export function SetupForm({ token, passwordLeast }: { token: string; passwordLeast: number }) {
  const words = useText();
  const text = words.account.setup;
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [working, setWorking] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = (field: string) => String(form.get(field) ?? "");
    const [email, password] = [said("email"), said("password")];
    setWorking(true);
    setProblems({});
    try {
      await call("POST /api/setup", { body: { token, name: said("name"), email, password } });
      await request("/api/auth/sign-in/email", { method: "POST", body: { email, password } });
      window.location.assign("/");
    } catch (error) {
      setProblems(problemsOf(error, words));
      setWorking(false);
    }
  };
  return (
    <form method="post" onSubmit={submit} className="grid gap-5">
      {problems.form && (
        <Alert variant="destructive" role="alert">
          <AlertTitle>{problems.form}</AlertTitle>
        </Alert>
      )}
      <Field label={text.name} name="name" autoComplete="name" required autoFocus problem={problems.name} />
      <Field
        label={text.email}
        name="email"
        type="email"
        autoComplete="username"
        required
        problem={problems.email}
      />
      <Field
        label={text.password}
        hint={text.passwordHint(passwordLeast)}
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={passwordLeast}
        required
        problem={problems.password}
      />
      <Button type="submit" size="lg" disabled={working}>
        {working ? text.working : text.submit}
      </Button>
    </form>
  );
}

/** By field where the server names one, else for the whole form. */
function problemsOf(error: unknown, text: Text): Record<string, string> {
  if (!isApiError(error) || error.status === 0) return { form: text.account.signIn.offline };
  const named = error.problem?.errors ?? [];
  if (named.length === 0) return { form: text.problem(error) };
  return Object.fromEntries(
    named.map(({ pointer, message, said }) => [pointer.slice(1) || "form", text.said(message, said)]),
  );
}
