"use client";

import { type FormEvent, useState } from "react";
import { isApiError } from "@/components/api/api-error";
import { request } from "@/components/api/request";
import { useText } from "@/components/text";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { CodeForm } from "./code-form";
import { Field } from "./field";

interface SignInFormProps {
  /** Where one wanted to go: a path of this desk. */
  next: string;
  /** Why one is here: one was at work and the session ended, or the issuer's word was not enough. */
  why: "ended" | "refused" | null;
  /** Whether one can sign in by an issuer as well. */
  elsewhere: boolean;
}

/** Signs in and goes where one wanted to go. */
export function SignInForm({ next, why, elsewhere }: SignInFormProps) {
  const { signIn: text } = useText().account;
  const [problem, setProblem] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  const [asksForCode, setAsksForCode] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setWorking(true);
    setProblem(null);
    try {
      const { twoFactorRedirect } = await request<{ twoFactorRedirect?: boolean }>(
        "/api/auth/sign-in/email",
        {
          method: "POST",
          body: { email: form.get("email"), password: form.get("password") },
        },
      );
      if (!twoFactorRedirect) return window.location.assign(next);
      setWorking(false);
      setAsksForCode(true);
    } catch (error) {
      const status = isApiError(error) ? error.status : 0;
      setProblem(status === 0 || status >= 500 ? text.offline : status === 429 ? text.throttled : text.wrong);
      setWorking(false);
    }
  };
  const leave = async () => {
    setWorking(true);
    try {
      const { url } = await request<{ url: string }>("/api/auth/sign-in/social", {
        method: "POST",
        body: { next },
      });
      window.location.assign(url);
    } catch {
      setProblem(text.offline);
      setWorking(false);
    }
  };
  if (asksForCode) return <CodeForm next={next} onBack={() => setAsksForCode(false)} />;
  return (
    <form method="post" onSubmit={submit} className="grid gap-5">
      {why === "ended" && !problem && (
        <Alert variant="info" role="status">
          <AlertTitle>{text.ended}</AlertTitle>
          <AlertDescription>{text.endedHint}</AlertDescription>
        </Alert>
      )}
      {why === "refused" && !problem && (
        <Alert variant="destructive" role="alert">
          <AlertTitle>{text.refused}</AlertTitle>
          <AlertDescription>{text.refusedHint}</AlertDescription>
        </Alert>
      )}
      {problem && (
        <Alert variant="destructive" role="alert">
          <AlertTitle>{problem}</AlertTitle>
        </Alert>
      )}
      <Field label={text.email} name="email" type="email" autoComplete="username" required autoFocus />
      <Field label={text.password} name="password" type="password" autoComplete="current-password" required />
      <Button type="submit" size="lg" disabled={working}>
        {working ? text.working : text.submit}
      </Button>
      {elsewhere && (
        <Button type="button" variant="outline" size="lg" disabled={working} onClick={() => void leave()}>
          {text.elsewhere}
        </Button>
      )}
      <p className="text-sm text-muted-foreground">{text.forgot}</p>
    </form>
  );
}
