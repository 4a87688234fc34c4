"use client";

import { PlusIcon } from "lucide-react";
import { useState } from "react";
import { useChangeRule, useMoveRule, useRules } from "@/components/api/rules";
import { RuleList } from "@/components/rules/rule-list";
import { Blank } from "@/components/shell/blank";
import { notify } from "@/components/shell/notify";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import type { Rule } from "@/lib/contracts/rules";
import { DeleteRule } from "./delete-rule";
import { RuleDialog } from "./rule-dialog";
import { ListPending, SettingsPage } from "./settings-page";
import { TryRules } from "./try-rules";

/** What is being written: a new rule, or one as it was when it was opened. */
type Editing = Rule | "new" | null;

/** The organisation's rules, as they are read, and what they would make of a request. */
export function Rules() {
  const { problem, rules: words, shell } = useAdminText();
  const { data, error, refetch } = useRules();
  const [editing, setEditing] = useState<Editing>(null);
  const change = useChangeRule();
  const move = useMoveRule();
  const told = { onError: (error: Error) => notify(problem(error), "failed") };
  return (
    <>
      <SettingsPage
        title={shell.sections.rules}
        hint={words.hint}
        action={
          <Button onClick={() => setEditing("new")}>
            <PlusIcon aria-hidden />
            {words.add}
          </Button>
        }
      >
        {!data ? (
          <ListPending error={error} onAgain={() => void refetch()} />
        ) : data.length === 0 ? (
          <div className="grid min-h-60 rounded-xl border border-dashed">
            <Blank seed="rules" title={words.none} hint={words.noneHint} />
          </div>
        ) : (
          <RuleList
            rules={data}
            onSwitch={({ id, version }, enabled) => change.mutate({ id, enabled, version }, told)}
            onMove={({ id }, before) => move.mutate({ id, before: before?.id ?? null }, told)}
            onEdit={setEditing}
            actions={(rule) => <DeleteRule rule={rule} />}
          />
        )}
        <TryRules />
      </SettingsPage>
      {editing !== null && (
        <RuleDialog
          opened={editing === "new" ? null : editing}
          present={data?.find(({ id }) => editing !== "new" && id === editing.id) ?? null}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}
