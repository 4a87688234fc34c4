"use client";

import { Field } from "@/components/account/field";
import { useGroups } from "@/components/api/groups";
import { CheckChip } from "@/components/figures/check-chip";
import { useAdminText } from "@/components/text/admin-text";
import { Chips, Part } from "./chips";
import type { RuleDraft } from "./rule-draft";
import type { FaultAt } from "./rule-faults";

interface ApprovalFieldsProps {
  approvals: RuleDraft["approvals"];
  faultAt: FaultAt;
  onChange: (approvals: RuleDraft["approvals"]) => void;
}

/** How many must approve, and who of them counts; without a number none is demanded. */
export function ApprovalFields({ approvals, faultAt, onChange }: ApprovalFieldsProps) {
  const { rules } = useAdminText();
  const { data: groups = [] } = useGroups();
  const gone = approvals.groups.filter((id) => !groups.some((group) => group.id === id));
  const set = (change: Partial<RuleDraft["approvals"]>) => onChange({ ...approvals, ...change });
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-3 text-sm leading-none font-medium">{rules.approvals}</legend>
      <Field
        label={rules.approvalsCount}
        problem={faultAt("/demand/approvals/count") ?? faultAt("/demand/approvals")}
        inputMode="numeric"
        autoComplete="off"
        value={approvals.count}
        onChange={(event) => set({ count: event.target.value })}
      />
      <div className="flex flex-wrap gap-1.5">
        <CheckChip
          label={rules.notRequester}
          checked={approvals.not_requester}
          onChange={() => set({ not_requester: !approvals.not_requester })}
        />
        <CheckChip
          label={rules.notEditor}
          checked={approvals.not_editor}
          onChange={() => set({ not_editor: !approvals.not_editor })}
        />
      </div>
      {groups.length + gone.length > 0 && (
        <Part
          title={rules.approvalsGroups}
          hint={rules.approvalsGroupsHint}
          fault={faultAt("/demand/approvals/groups")}
        >
          <Chips
            label={rules.approvalsGroups}
            options={[
              ...groups.map(({ id, name }) => ({ value: id, label: name })),
              // What is not there any more can only be taken out.
              ...gone.map((id) => ({ value: id, label: id })),
            ]}
            chosen={approvals.groups}
            onChange={(chosen) => set({ groups: chosen })}
          />
        </Part>
      )}
    </fieldset>
  );
}
