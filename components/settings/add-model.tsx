"use client";

import { PackagePlusIcon } from "lucide-react";
import { useId, useState } from "react";
import { Field } from "@/components/account/field";
import { type ModelToAdd, useAddModel } from "@/components/api/change-catalogue";
import { FormDialog } from "@/components/shell/form-dialog";
import { notify } from "@/components/shell/notify";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import { Label } from "@/components/ui/label";
import { Segmented } from "@/components/ui/segmented";
import { Textarea } from "@/components/ui/textarea";
import { isJsonObject } from "@/lib/contracts/is-json-object";
import { parseJson } from "@/lib/contracts/json-text";

type How = "name" | "json";

export function AddModel() {
  const { settings } = useAdminText();
  const id = useId();
  const add = useAddModel();
  const [how, setHow] = useState<How>("name");
  const [wrong, setWrong] = useState(false);
  const send = (form: FormData, close: () => void) => {
    const body = bodyOf(how, String(form.get(how) ?? ""));
    setWrong(body === null);
    if (body === null) return;
    add.mutate(body, {
      onSuccess: (model) => {
        notify(settings.models.added(model.name), "done");
        close();
      },
    });
  };
  return (
    <FormDialog
      trigger={
        <Button onClick={() => add.reset()}>
          <PackagePlusIcon aria-hidden />
          {settings.models.add}
        </Button>
      }
      title={settings.models.addTitle}
      hint={settings.models.addHint}
      submit={add.isPending ? settings.models.adding : settings.models.add}
      error={add.error}
      working={add.isPending}
      onSubmit={send}
    >
      <Segmented
        label={settings.models.how}
        value={how}
        onChange={setHow}
        options={[
          { value: "name", label: settings.models.byName },
          { value: "json", label: settings.models.byJson },
        ]}
      />
      {how === "name" ? (
        <Field
          label={settings.models.nameLabel}
          name="name"
          placeholder="black-forest-labs/flux-schnell"
          pattern="[A-Za-z0-9_.\-]+/[A-Za-z0-9_.\-]+"
          autoComplete="off"
          required
        />
      ) : (
        <div className="grid gap-2">
          <Label htmlFor={id}>{settings.models.jsonLabel}</Label>
          <Textarea
            id={id}
            name="json"
            required
            spellCheck={false}
            aria-invalid={wrong}
            aria-describedby={wrong ? `${id}-wrong` : undefined}
            className="max-h-80 min-h-48 font-mono text-xs md:text-xs"
          />
          {wrong && (
            <p id={`${id}-wrong`} className="text-sm text-destructive">
              {settings.models.notJson}
            </p>
          )}
        </div>
      )}
    </FormDialog>
  );
}

/** The call's body; null where the pasted text is no JSON object. */
function bodyOf(how: How, typed: string): ModelToAdd | null {
  if (how === "name") return { name: typed.trim() };
  try {
    const model = parseJson(typed);
    return isJsonObject(model) ? { model } : null;
  } catch {
    return null;
  }
}
