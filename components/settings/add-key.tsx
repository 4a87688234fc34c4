"use client";

import { KeyRoundIcon } from "lucide-react";
import { useState } from "react";
import { Field } from "@/components/account/field";
import { useMakeKey } from "@/components/api/api-keys";
import { FormDialog } from "@/components/shell/form-dialog";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import type { NewKey } from "@/lib/contracts/people";
import type { Role } from "@/lib/contracts/words";
import { OwnerField } from "./owner-field";
import { RoleField } from "./role-field";
import { SecretOnce } from "./secret-once";

/** The end of the day that was chosen, in the reader's own time. */
function endIn(form: FormData): { expires_at?: string } {
  const at = new Date(`${form.get("end")}T23:59:59`);
  return Number.isNaN(at.getTime()) ? {} : { expires_at: at.toISOString() };
}

/** Makes a key and shows it this once: it is kept in this component alone, and gone with it. */
export function AddKey() {
  const { settings } = useAdminText();
  const make = useMakeKey();
  const [role, setRole] = useState<Role>("requester");
  const [owner, setOwner] = useState<string | null>(null);
  const [made, setMade] = useState<NewKey | null>(null);
  return (
    <>
      <FormDialog
        trigger={
          <Button onClick={() => make.reset()}>
            <KeyRoundIcon aria-hidden />
            {settings.keys.add}
          </Button>
        }
        title={settings.keys.addTitle}
        hint={settings.keys.addHint}
        submit={settings.keys.add}
        error={make.error}
        working={make.isPending}
        onSubmit={(form, close) =>
          make.mutate(
            {
              name: String(form.get("name") ?? ""),
              role,
              ...(owner !== null && { owner_user_id: owner }),
              ...endIn(form),
            },
            {
              onSuccess: (key) => {
                close();
                setMade(key);
                setOwner(null);
                // The cache of the call would keep the key as long as the page.
                make.reset();
              },
            },
          )
        }
      >
        <Field label={settings.name} name="name" autoComplete="off" maxLength={100} required />
        <RoleField value={role} onChange={setRole} />
        <OwnerField value={owner} onChange={setOwner} />
        <Field label={settings.keys.end} hint={settings.keys.endHint} name="end" type="date" />
      </FormDialog>
      {made && <SecretOnce words={settings.keys} secret={made.key} onDone={() => setMade(null)} />}
    </>
  );
}
