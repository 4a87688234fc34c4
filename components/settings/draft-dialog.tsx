"use client";

import type { ReactNode } from "react";
import { Field } from "@/components/account/field";
import type { ApiError } from "@/components/api/api-error";
import { Words } from "@/components/run/words";
import { useAdminText } from "@/components/text/admin-text";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";

interface DraftDialogProps {
  title: string;
  hint: string;
  name: string;
  nameProblem: string | null;
  onName: (name: string) => void;
  error: ApiError | null;
  /** What else there is to say of the error. */
  errorHint?: ReactNode;
  /** Where the button says something else than that it saves. */
  submit?: string;
  disabled: boolean;
  onSave: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A thing of the settings being written: its name, then what else it has. */
export function DraftDialog({ onClose, onSave, error, ...form }: DraftDialogProps) {
  const text = useAdminText();
  const { rules, shell } = text;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent closeLabel={shell.close} className="sm:max-w-2xl">
        <DialogHeader>
          <DialogTitle>
            <Words text={form.title} />
          </DialogTitle>
          <DialogDescription>{form.hint}</DialogDescription>
        </DialogHeader>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            onSave();
          }}
          className="grid gap-6"
        >
          {error && (
            <Alert variant="destructive" role="alert">
              <AlertTitle>{text.problem(error)}</AlertTitle>
              {form.errorHint && <AlertDescription>{form.errorHint}</AlertDescription>}
            </Alert>
          )}
          <Field
            label={rules.name}
            problem={form.nameProblem}
            maxLength={200}
            autoComplete="off"
            required
            value={form.name}
            onChange={(event) => form.onName(event.target.value)}
          />
          {form.children}
          <DialogFooter>
            <Button type="button" variant="outline" onClick={onClose}>
              {rules.cancel}
            </Button>
            <Button type="submit" disabled={form.disabled}>
              {form.submit ?? rules.save}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
