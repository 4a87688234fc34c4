"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { Field } from "@/components/account/field";
import { isApiError } from "@/components/api/api-error";
import { call } from "@/components/api/call";
import { askBy, proofOf } from "@/components/api/confirm-who";
import { request } from "@/components/api/request";
import { useKeyboardTaken } from "@/components/hooks/use-keys";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { useMe } from "./me";

/** Asks for the password, or a code, where a decision wants to know anew who makes it; the decision goes on then. */
export function ConfirmWho() {
  const { confirm, account, problem, shell } = useText();
  const { second_factor, signed_in_by } = useMe();
  const hasCode = second_factor === "on";
  const answer = useRef<(proved: boolean) => void>(null);
  const [open, setOpen] = useState(false);
  const [working, setWorking] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  useEffect(() => {
    askBy(
      () =>
        new Promise((resolve) => {
          answer.current = resolve;
          setRefused(null);
          setOpen(true);
        }),
    );
    return () => askBy(null);
  }, []);
  const close = (proved: boolean) => {
    setOpen(false);
    answer.current?.(proved);
    answer.current = null;
  };
  useKeyboardTaken(open, () => close(false));
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get("proof"));
    setWorking(true);
    setRefused(null);
    try {
      await call("POST /api/me/confirmation", { body: proofOf(typed, hasCode) });
      close(true);
    } catch (error) {
      setRefused(isApiError(error) ? problem(error) : account.signIn.offline);
    }
    setWorking(false);
  };
  const leave = async () => {
    setWorking(true);
    try {
      const { pathname, search } = window.location;
      const body = { next: `${pathname}${search}`, again: true };
      const { url } = await request<{ url: string }>("/api/auth/sign-in/social", { method: "POST", body });
      window.location.assign(url);
    } catch (error) {
      setRefused(isApiError(error) ? problem(error) : account.signIn.offline);
      setWorking(false);
    }
  };
  if (signed_in_by === "oidc")
    return (
      <Dialog open={open} onOpenChange={(next) => !next && close(false)}>
        <DialogContent closeLabel={shell.close}>
          <DialogHeader>
            <DialogTitle>{confirm.title}</DialogTitle>
            <DialogDescription>{refused ?? confirm.hintElsewhere}</DialogDescription>
          </DialogHeader>
          <DialogFooter>
            <Button type="button" variant="outline" onClick={() => close(false)}>
              {confirm.cancel}
            </Button>
            <Button type="button" disabled={working} onClick={leave}>
              {confirm.elsewhere}
            </Button>
          </DialogFooter>
        </DialogContent>
      </Dialog>
    );
  return (
    <Dialog open={open} onOpenChange={(next) => !next && close(false)}>
      <DialogContent closeLabel={shell.close}>
        <DialogHeader>
          <DialogTitle>{confirm.title}</DialogTitle>
          <DialogDescription>{hasCode ? confirm.hintWithCode : confirm.hint}</DialogDescription>
        </DialogHeader>
        <form method="post" onSubmit={submit} className="grid gap-5">
          <Field
            label={hasCode ? confirm.either : account.signIn.password}
            problem={refused}
            name="proof"
            type="password"
            autoComplete="current-password"
            required
            autoFocus
          />
          <DialogFooter>
            <Button type="button" variant="outline" onClick={() => close(false)}>
              {confirm.cancel}
            </Button>
            <Button type="submit" disabled={working}>
              {confirm.submit}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
