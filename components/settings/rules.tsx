"use client";

import { useState } from "react";
import { useChangeRule, useDeleteRule, useMoveRule, useRules } from "@/components/api/rules";
import { RuleList } from "@/components/rules/rule-list";
import { FormDialog } from "@/components/shell/form-dialog";
import { notify } from "@/components/shell/notify";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import type { Rule } from "@/lib/contracts/rules";
import { ListPage } from "./list-page";
import { RuleDialog } from "./rule-dialog";
import { TryRules } from "./try-rules";

/** Takes a rule away, once it is sure that this very one is meant. */
function DeleteRule({ rule }: { rule: Rule }) {
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

/** What is being written: a new rule, or one as it was when it was opened. */
type Editing = Rule | "new" | null;

/** The organisation's rules, as they are read, and what they would make of a request. */
export function Rules() {
  const { problem, rules: words, shell } = useAdminText();
  const list = useRules();
  const [editing, setEditing] = useState<Editing>(null);
  const change = useChangeRule();
  const move = useMoveRule();
  const told = { onError: (error: Error) => notify(problem(error), "failed") };
  return (
    <>
      <ListPage
        title={shell.sections.rules}
        hint={words.hint}
        add={words.add}
        onAdd={() => setEditing("new")}
        list={list}
        blank={{ seed: "rules", title: words.none, hint: words.noneHint }}
        below={<TryRules />}
      >
        {(rules) => (
          <RuleList
            rules={rules}
            onSwitch={({ id, version }, enabled) => change.mutate({ id, enabled, version }, told)}
            onMove={({ id }, before) => move.mutate({ id, before: before?.id ?? null }, told)}
            onEdit={setEditing}
            actions={(rule) => <DeleteRule rule={rule} />}
          />
        )}
      </ListPage>
      {editing !== null && (
        <RuleDialog
          opened={editing === "new" ? null : editing}
          present={list.data?.find(({ id }) => editing !== "new" && id === editing.id) ?? null}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}
