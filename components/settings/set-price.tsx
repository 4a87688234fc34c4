"use client";

import { useState } from "react";
import { Field } from "@/components/account/field";
import { useChangeModel } from "@/components/api/change-catalogue";
import { FormDialog } from "@/components/shell/form-dialog";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import type { ModelPrice, ModelSummary } from "@/lib/contracts/catalogue";

const units = ["call", "output", "second", "token"] as const satisfies ModelPrice["per"][];

/** What a model costs, as an admin knows it; an empty amount forgets it. */
export function SetPrice({ model }: { model: ModelSummary }) {
  const { settings } = useAdminText();
  const change = useChangeModel(model.ref);
  const [per, setPer] = useState<ModelPrice["per"]>(model.price?.per ?? "call");
  const send = (form: FormData, close: () => void) => {
    const amount = String(form.get("amount") ?? "")
      .trim()
      .replace(",", ".");
    const price = amount === "" ? null : { amount_usd: Number(amount), per };
    change.mutate({ price }, { onSuccess: close });
  };
  return (
    <FormDialog
      trigger={
        <Button variant="ghost" size="sm" aria-label={`${settings.models.edit}: ${model.name}`}>
          {settings.models.edit}
        </Button>
      }
      title={settings.models.priceOf(model.name)}
      hint={settings.models.hint}
      submit={settings.save}
      error={change.error}
      working={change.isPending}
      onSubmit={send}
    >
      <Field
        label={settings.models.amount}
        name="amount"
        inputMode="decimal"
        pattern="\d*[.,]?\d*"
        autoComplete="off"
        defaultValue={model.price?.amount_usd ?? ""}
      />
      <Segmented
        label={settings.models.per}
        value={per}
        onChange={setPer}
        options={units.map((value) => ({ value, label: settings.models.units[value] }))}
      />
    </FormDialog>
  );
}
