"use client";

import { Field } from "@/components/account/field";
import { useChangeKey } from "@/components/api/api-keys";
import { FormDialog } from "@/components/shell/form-dialog";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import { limitKinds, limitsOf } from "@/lib/contracts/limits";
import type { KeyView } from "@/lib/contracts/people";
import { limitsIn, ownLimits } from "./key-limits";

/** What one key may do, kind by kind; a field left empty is its role's. */
export function SetLimits({ apiKey }: { apiKey: KeyView }) {
  const { settings, time } = useAdminText();
  const change = useChangeKey();
  const own = ownLimits(apiKey);
  const usual = limitsOf(apiKey.role);
  return (
    <FormDialog
      trigger={
        <Button variant="ghost" size="sm" onClick={() => change.reset()}>
          {settings.keys.limits}
        </Button>
      }
      title={settings.keys.limitsTitle(apiKey.name)}
      hint={settings.keys.limitsHint}
      submit={settings.keys.limitsSet}
      error={change.error}
      working={change.isPending}
      onSubmit={(form, close) =>
        change.mutate({ id: apiKey.id, limits: limitsIn(form) }, { onSuccess: close })
      }
    >
      <div className="grid gap-4 sm:grid-cols-2">
        {limitKinds.map((kind) => (
          <Field
            key={kind}
            label={settings.keys.limitKinds[kind]}
            name={kind}
            type="number"
            inputMode="numeric"
            min={0}
            max={1_000_000}
            step={1}
            defaultValue={own[kind]}
            placeholder={usual[kind]?.toLocaleString(time.locale) ?? settings.keys.noLimit}
            autoComplete="off"
          />
        ))}
      </div>
    </FormDialog>
  );
}
