"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import type { ApiError } from "@/components/api/api-error";
import { useText } from "@/components/text";
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

interface FormProps {
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

interface FormPanelProps extends FormProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  trigger?: ReactNode;
}

/** A form over the page; what the server refuses is said inside it. */
export function FormPanel({ open, onOpenChange, trigger, ...form }: FormPanelProps) {
  const text = useText();
  const close = () => onOpenChange(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    form.onSubmit(new FormData(event.currentTarget), close);
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      {trigger && <DialogTrigger asChild>{trigger}</DialogTrigger>}
      <DialogContent closeLabel={text.shell.close}>
        <DialogHeader>
          <DialogTitle>{form.title}</DialogTitle>
          <DialogDescription>{form.hint}</DialogDescription>
        </DialogHeader>
        <form onSubmit={submit} className="grid gap-5">
          {form.error && (
            <Alert variant="destructive" role="alert">
              <AlertTitle>{text.problem(form.error)}</AlertTitle>
            </Alert>
          )}
          {form.children}
          <DialogFooter>
            <Button type="button" variant="outline" onClick={close}>
              {text.decide.cancel}
            </Button>
            <Button type="submit" variant={form.grave ? "destructive" : "default"} disabled={form.working}>
              {form.submit}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

/** A button that opens such a form. */
export function FormDialog({ trigger, ...form }: FormProps & { trigger: ReactNode }) {
  const [open, setOpen] = useState(false);
  return <FormPanel open={open} onOpenChange={setOpen} trigger={trigger} {...form} />;
}
