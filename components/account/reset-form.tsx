"use client";

import Link from "next/link";
import { type FormEvent, useState } from "react";
import { isApiError } from "@/components/api/api-error";
import { call } from "@/components/api/call";
import { useText } from "@/components/text";
import { Alert, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "./field";

/** Sets a new password with the token of the address. */
export function ResetForm({ passwordLeast }: { passwordLeast: number }) {
  const { account, problem } = useText();
  const text = account.reset;
  const [refused, setRefused] = useState<string | null>(null);
  const [state, setState] = useState<"asked" | "working" | "done">("asked");

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get("password"));
    setState("working");
    setRefused(null);
    try {
      // A link without its end is answered like one that works no more.
      const token = window.location.hash.slice(1) || "none";
      await call("POST /api/password", { body: { token, password } });
      setState("done");
    } catch (error) {
      const lost = !isApiError(error) || error.status === 0;
      setRefused(lost ? account.signIn.offline : problem(error));
      setState("asked");
    }
  };
  if (state === "done") {
    return (
      <div className="grid gap-5">
        <Alert variant="info" role="status">
          <AlertTitle>{text.done}</AlertTitle>
        </Alert>
        <Button asChild size="lg">
          <Link href="/sign-in">{account.setup.toSignIn}</Link>
        </Button>
      </div>
    );
  }
  return (
    <form method="post" onSubmit={submit} className="grid gap-5">
      {refused && (
        <Alert variant="destructive" role="alert">
          <AlertTitle>{refused}</AlertTitle>
        </Alert>
      )}
      <Field
        label={text.password}
        hint={account.setup.passwordHint(passwordLeast)}
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={passwordLeast}
        required
        autoFocus
      />
      <Button type="submit" size="lg" disabled={state === "working"}>
        {state === "working" ? text.working : text.submit}
      </Button>
    </form>
  );
}
