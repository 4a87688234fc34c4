"use client";

import { PlusIcon } from "lucide-react";
import { useState } from "react";
import { movedBefore, useRules } from "@/components/api/rules";
import { draftOf, ruleOf } from "@/components/rules/rule-draft";
import { faultsOf, type Refused } from "@/components/rules/rule-faults";
import { RuleForm } from "@/components/rules/rule-form";
import { RuleList } from "@/components/rules/rule-list";
import { RuleShell } from "@/components/rules/rule-shell";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { LabForm, LabRule } from "./lab-form";
import { asRead, refusedIn, takenOver, withRule } from "./lab-rules";

interface RulesDraftProps {
  form: LabForm;
  onChange: (form: LabForm) => void;
}

/** Rules to try: the organisation's as they are, until something of them is changed here. Nothing of it is stored. */
export function RulesDraft({ form, onChange }: RulesDraftProps) {
  const text = useAdminText();
  const { lab, rules: words } = text;
  const { data: stored, error } = useRules();
  const [editing, setEditing] = useState<LabRule | "new" | null>(null);
  const set = (rules: LabRule[] | null) => onChange({ ...form, rules });
  const { rules } = form;
  if (rules === null) {
    if (error) return <p role="alert">{text.problem(error)}</p>;
    return stored ? (
      <Button type="button" variant="outline" onClick={() => set(takenOver(stored))}>
        {lab.rules.takeOver(stored.length)}
      </Button>
    ) : (
      <Skeleton className="h-9" />
    );
  }
  return (
    <div className="grid gap-3">
      <p className="text-xs text-pretty text-muted-foreground">{lab.rules.hint}</p>
      {rules.length === 0 ? (
        <p className="text-sm text-muted-foreground">{lab.rules.none}</p>
      ) : (
        <RuleList
          rules={rules}
          onSwitch={({ id }, enabled) =>
            set(rules.map((rule) => (rule.id === id ? { ...rule, enabled } : rule)))
          }
          onMove={({ id }, before) => set(asRead(movedBefore(rules, id, before?.id ?? null)))}
          onEdit={setEditing}
          actions={(rule) => (
            <Button
              type="button"
              variant="ghost"
              size="sm"
              aria-label={lab.rules.leaveOutOf(rule.name)}
              onClick={() => set(rules.filter(({ id }) => id !== rule.id))}
            >
              {lab.rules.leaveOut}
            </Button>
          )}
        />
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="button" variant="outline" size="sm" onClick={() => setEditing("new")}>
          <PlusIcon aria-hidden />
          {words.add}
        </Button>
        {stored && (
          <Button type="button" variant="ghost" size="sm" onClick={() => set(takenOver(stored))}>
            {lab.rules.asStored}
          </Button>
        )}
      </div>
      {editing !== null && (
        <DraftDialog
          rule={editing === "new" ? null : editing}
          onClose={() => setEditing(null)}
          onSave={(rule) => {
            set(withRule(rules, rule));
            setEditing(null);
          }}
        />
      )}
    </div>
  );
}

interface DraftDialogProps {
  /** Null for a new one. */
  rule: LabRule | null;
  onClose: () => void;
  onSave: (rule: LabRule) => void;
}

function DraftDialog({ rule, onClose, onSave }: DraftDialogProps) {
  const text = useAdminText();
  const [draft, setDraft] = useState(() => draftOf(rule));
  const [refused, setRefused] = useState<Refused>([]);
  const keep = () => {
    const written = { enabled: rule?.enabled ?? true, ...ruleOf(draft) };
    const found = refusedIn(written);
    setRefused(found);
    if (found.length === 0) onSave({ id: rule?.id ?? `new_${Date.now()}`, ...written });
  };
  return (
    <RuleShell name={rule?.name ?? null} onClose={onClose}>
      <RuleForm
        draft={draft}
        faultAt={faultsOf(draft, refused, text)}
        onChange={setDraft}
        submit={text.lab.rules.keep}
        working={false}
        onSubmit={keep}
        onCancel={onClose}
      />
    </RuleShell>
  );
}
