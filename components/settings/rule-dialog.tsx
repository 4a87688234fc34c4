"use client";

import { useState } from "react";
import { useAddRule, useChangeRule } from "@/components/api/rules";
import { changesOf, draftOf, ruleOf } from "@/components/rules/rule-draft";
import { faultsOf } from "@/components/rules/rule-faults";
import { RuleForm } from "@/components/rules/rule-form";
import { RuleShell } from "@/components/rules/rule-shell";
import { ruleWords } from "@/components/rules/rule-words";
import { useNames } from "@/components/rules/use-names";
import { Words } from "@/components/run/words";
import { notify } from "@/components/shell/notify";
import { useAdminText } from "@/components/text/admin-text";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import type { Rule } from "@/lib/contracts/rules";

interface RuleDialogProps {
  /** The rule as it was when it was opened; null for a new one. */
  opened: Rule | null;
  /** The same as it is now; null where it is gone. */
  present: Rule | null;
  onClose: () => void;
}

/** A rule being written. Where somebody else changed it meanwhile nothing is lost: theirs is shown, and what was typed stays. */
export function RuleDialog({ opened, present, onClose }: RuleDialogProps) {
  const text = useAdminText();
  const { rules } = text;
  const [draft, setDraft] = useState(() => draftOf(opened));
  const add = useAddRule();
  const change = useChangeRule();
  const { error, isPending } = opened ? change : add;
  const overtaken = opened !== null && error?.code === "conflict";
  const save = () => {
    const rule = ruleOf(draft);
    const done = {
      onSuccess: () => {
        notify(rules.saved(rule.name), "done");
        onClose();
      },
    };
    if (opened === null) add.mutate({ ...rule, enabled: true }, done);
    else {
      // Over a change that was shown, and no other.
      const { version } = (overtaken ? present : null) ?? opened;
      change.mutate({ id: opened.id, version, ...changesOf(draft, opened) }, done);
    }
  };
  return (
    <RuleShell name={opened?.name ?? null} onClose={onClose}>
      <RuleForm
        draft={draft}
        faultAt={faultsOf(draft, error?.problem?.errors, text)}
        onChange={setDraft}
        refused={
          error && (
            <Alert variant="destructive" role="alert">
              <AlertTitle>{overtaken ? rules.overtaken : text.problem(error)}</AlertTitle>
              {overtaken && (
                <AlertDescription>
                  <p>{rules.overtakenHint}</p>
                  {present && <Theirs rule={present} />}
                </AlertDescription>
              )}
            </Alert>
          )
        }
        submit={overtaken && present ? rules.saveOver : rules.save}
        working={isPending}
        onSubmit={save}
        onCancel={onClose}
      />
    </RuleShell>
  );
}

function Theirs({ rule }: { rule: Rule }) {
  const text = useAdminText();
  const nameOf = useNames();
  return (
    <p>
      {text.rules.theirs} ({text.rules.order} {rule.order}):{" "}
      <Words text={`${rule.name}. ${ruleWords(rule, text, nameOf)}`} />
      {!rule.enabled && ` (${text.rules.off})`}
    </p>
  );
}
