"use client";

import { useState } from "react";
import { useDeleteRule } from "@/components/api/rules";
import { FormDialog } from "@/components/shell/form-dialog";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import type { Rule } from "@/lib/contracts/rules";

/** Takes a rule away, once it is sure that this very one is meant. */
export function DeleteRule({ rule }: { rule: Rule }) {
  const { rules } = useAdminText();
  const remove = useDeleteRule();
  // As it was when it was asked for: another text is not deleted by a second press.
  const [meant, setMeant] = useState(rule);
  return (
    <FormDialog
      trigger={
        <Button
          variant="ghost"
          size="sm"
          aria-label={rules.removeOf(rule.name)}
          onClick={() => {
            setMeant(rule);
            remove.reset();
          }}
        >
          {rules.remove}
        </Button>
      }
      title={rules.removeTitle(rule.name)}
      hint={rules.removeHint}
      submit={rules.remove}
      grave
      error={remove.error}
      working={remove.isPending}
      onSubmit={(_, close) => remove.mutate(meant, { onSuccess: close })}
    />
  );
}
