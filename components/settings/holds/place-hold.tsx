"use client";

import type { ComponentProps, ReactNode } from "react";
import { Field } from "@/components/account/field";
import { usePlaceHold } from "@/components/api/holds";
import { FormDialog } from "@/components/shell/form-dialog";
import { notify } from "@/components/shell/notify";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import type { HoldFor } from "@/lib/contracts/holds";

interface PlaceHoldProps extends ComponentProps<typeof Button> {
  title: string;
  hint: string;
  /** What it does, in a word. */
  action: string;
  /** What the form names; null when it cannot be meant, and then it says so itself. */
  namedIn: (form: FormData) => HoldFor | null;
  /** The fields that name it. */
  fields?: ReactNode;
}

/** A button that asks why calls are to be held, and until when, and holds them. */
export function PlaceHold({ title, hint, action, namedIn, fields, ...button }: PlaceHoldProps) {
  const { holds } = useAdminText();
  const place = usePlaceHold();
  const submit = (form: FormData, close: () => void) => {
    const named = namedIn(form);
    if (named === null) return;
    const until = String(form.get("until") ?? "");
    place.mutate(
      {
        for: named,
        why: String(form.get("why") ?? ""),
        ...(until !== "" && { until: new Date(until).toISOString() }),
      },
      {
        onSuccess: () => {
          notify(holds.placed, "done");
          close();
        },
      },
    );
  };
  return (
    <FormDialog
      trigger={<Button onClick={() => place.reset()} {...button} />}
      title={title}
      hint={hint}
      submit={place.isPending ? holds.working : action}
      grave
      error={place.error}
      working={place.isPending}
      onSubmit={submit}
    >
      {fields}
      <Field label={holds.why} hint={holds.whyHint} name="why" autoComplete="off" maxLength={500} required />
      <Field label={holds.until} hint={holds.untilHint} name="until" type="datetime-local" />
    </FormDialog>
  );
}
