"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import type { ApiError } from "@/components/api/api-error";
import { useAdminText } from "@/components/text/admin-text";
import { Alert, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";

interface FormDialogProps {
  trigger: ReactNode;
  title: string;
  hint: string;
  submit: string;
  /** Red, for what cannot be undone. */
  grave?: boolean;
  error: ApiError | null;
  working: boolean;
  /** Does it and closes by `close` when it is done. */
  onSubmit: (form: FormData, close: () => void) => void;
  children?: ReactNode;
}

/** A button that opens a form over the page; what the server refuses is said inside it. */
export function FormDialog(props: FormDialogProps) {
  const text = useAdminText();
  const [open, setOpen] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    props.onSubmit(new FormData(event.currentTarget), () => setOpen(false));
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{props.trigger}</DialogTrigger>
      <DialogContent closeLabel={text.shell.close}>
        <DialogHeader>
          <DialogTitle>{props.title}</DialogTitle>
          <DialogDescription>{props.hint}</DialogDescription>
        </DialogHeader>
        <form onSubmit={submit} className="grid gap-5">
          {props.error && (
            <Alert variant="destructive" role="alert">
              <AlertTitle>{text.problem(props.error)}</AlertTitle>
            </Alert>
          )}
          {props.children}
          <DialogFooter>
            <Button type="button" variant="outline" onClick={() => setOpen(false)}>
              {text.settings.cancel}
            </Button>
            <Button type="submit" variant={props.grave ? "destructive" : "default"} disabled={props.working}>
              {props.submit}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
