"use client";

import { Field } from "@/components/account/field";
import { useEraseRun } from "@/components/api/erase";
import { FormPanel } from "@/components/shell/form-dialog";
import { notify } from "@/components/shell/notify";
import { useText } from "@/components/text";

interface EraseRunProps {
  runId: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Asks whether what was said of a run is to be erased, and why, and erases it. */
export function EraseRun({ runId, open, onOpenChange }: EraseRunProps) {
  const { erasing } = useText().run;
  const erase = useEraseRun(runId);
  return (
    <FormPanel
      open={open}
      onOpenChange={(opens) => {
        erase.reset();
        onOpenChange(opens);
      }}
      title={erasing.title}
      hint={erasing.hint}
      submit={erase.isPending ? erasing.working : erasing.submit}
      grave
      error={erase.error}
      working={erase.isPending}
      onSubmit={(form, close) => {
        const why = String(form.get("why") ?? "").trim();
        erase.mutate(why ? { why } : {}, {
          onSuccess: () => {
            notify(erasing.done, "done");
            close();
          },
        });
      }}
    >
      <Field label={erasing.why} hint={erasing.whyHint} name="why" autoComplete="off" maxLength={500} />
    </FormPanel>
  );
}
