"use client";

import { useState } from "react";
import { useChangeRule, useMoveRule, useRules } from "@/components/api/rules";
import { RuleList } from "@/components/rules/rule-list";
import { notify } from "@/components/shell/notify";
import { useAdminText } from "@/components/text/admin-text";
import type { Rule } from "@/lib/contracts/rules";
import { DeleteRule } from "./delete-rule";
import { ListPage } from "./list-page";
import { RuleDialog } from "./rule-dialog";
import { TryRules } from "./try-rules";

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
