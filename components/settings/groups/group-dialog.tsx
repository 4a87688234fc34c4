"use client";

import { useState } from "react";
import { Field } from "@/components/account/field";
import { useAddGroup, useChangeGroup } from "@/components/api/groups";
import { Choice } from "@/components/figures/choice";
import { RadioCards } from "@/components/figures/radio-cards";
import { Part } from "@/components/rules/chips";
import type { FaultAt } from "@/components/rules/rule-faults";
import { timeUnits } from "@/components/rules/time-span";
import { WhenFields } from "@/components/rules/when-fields";
import { DraftDialog } from "@/components/settings/draft-dialog";
import { notify } from "@/components/shell/notify";
import { useAdminText } from "@/components/text/admin-text";
import { Assignment, type Group } from "@/lib/contracts/groups";
import { changesOf, draftOf, type GroupDraft, groupOf, wrongIn } from "./group-draft";
import { GroupWords } from "./group-words";
import { MemberFields } from "./member-fields";

interface GroupDialogProps {
  /** The group as it was when it was opened; null for a new one. */
  opened: Group | null;
  /** The same as it is now; null where it is gone. */
  present: Group | null;
  /** All there are: what nobody answers can go to any other. */
  groups: readonly Group[];
  onClose: () => void;
}

const named = ["provider", "model", "operation_type"] as const;

/** A group being written: its name, its questions, its members, and to whom it passes on what nobody answers. */
export function GroupDialog({ opened, present, groups, onClose }: GroupDialogProps) {
  const text = useAdminText();
  const { groups: words, rules } = text;
  const [draft, setDraft] = useState(() => draftOf(opened));
  const set = (change: Partial<GroupDraft>) => setDraft({ ...draft, ...change });
  const add = useAddGroup();
  const change = useChangeGroup();
  const { error, isPending } = opened ? change : add;
  const overtaken = error?.problem?.said?.code === "group_overtaken";
  const wrong = wrongIn(draft);
  const faultAt: FaultAt = (pointer) => {
    const own = wrong[pointer];
    if (own) return own === "minute" || own === "to" ? words.wrong[own] : rules.wrong[own];
    const found = error?.problem?.errors?.find(
      (each) => each.pointer === pointer || each.pointer.startsWith(`${pointer}/`),
    );
    return found ? text.said(found.message, found.said) : null;
  };
  const isWrong = Object.keys(wrong).length > 0;
  const save = () => {
    if (isWrong || isPending) return;
    const done = {
      onSuccess: ({ name }: Group) => {
        notify(words.saved(name), "done");
        onClose();
      },
    };
    if (opened === null) add.mutate(groupOf(draft), done);
    else {
      // Over a change that was shown, and no other.
      const { version } = (overtaken ? present : null) ?? opened;
      change.mutate({ id: opened.id, version, ...changesOf(draft, opened) }, done);
    }
  };
  return (
    <DraftDialog
      title={opened === null ? words.add : rules.editTitle(opened.name)}
      hint={words.formHint}
      name={draft.name}
      nameProblem={faultAt("/name")}
      onName={(name) => set({ name })}
      error={error}
      errorHint={
        overtaken && (
          <>
            <p>{words.overtakenHint}</p>
            {present && <GroupWords group={present} groups={groups} />}
          </>
        )
      }
      {...(overtaken && present && { submit: rules.saveOver })}
      disabled={isWrong || isPending}
      onSave={save}
      onClose={onClose}
    >
      <MemberFields
        opened={opened}
        chosen={draft.members}
        fault={faultAt("/members")}
        onChange={(members) => set({ members })}
      />
      <Part title={words.assignment} hint={words.assignmentHint} fault={null}>
        <RadioCards
          legend={words.assignment}
          value={draft.assignment}
          options={Assignment.options.map((value) => ({ value, ...words.assignments[value] }))}
          onChange={(assignment) => set({ assignment })}
          className="sm:grid-cols-2"
        />
      </Part>
      <WhenFields
        title={words.when}
        hint={words.whenHint}
        names={named}
        draft={draft.when}
        faultAt={faultAt}
        onChange={(changed) => set({ when: { ...draft.when, ...changed } })}
      />
      <Escalation
        draft={draft}
        others={groups.filter(({ id }) => id !== opened?.id)}
        faultAt={faultAt}
        onChange={set}
      />
    </DraftDialog>
  );
}

interface EscalationProps {
  draft: GroupDraft;
  others: readonly Group[];
  faultAt: FaultAt;
  onChange: (change: Partial<GroupDraft>) => void;
}

/** After how long a question that nobody of the group has answered is another group's, too. */
function Escalation({ draft, others, faultAt, onChange }: EscalationProps) {
  const { groups: words, rules } = useAdminText();
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-3">
        <span className="block text-[0.9375rem] font-semibold">{words.escalation}</span>
        <span className="block text-sm text-muted-foreground">{words.escalationHint}</span>
      </legend>
      <div className="flex flex-wrap items-start gap-3">
        <div className="min-w-40 flex-1">
          <Field
            label={words.after}
            problem={faultAt("/escalate/after_seconds")}
            inputMode="decimal"
            autoComplete="off"
            value={draft.after}
            onChange={(event) => onChange({ after: event.target.value })}
          />
        </div>
        <div className="pt-[1.625rem]">
          <Choice
            label={rules.timeoutUnit}
            value={draft.unit}
            options={timeUnits
              .filter((unit) => unit !== "seconds")
              .toReversed()
              .map((value) => ({ value, label: rules.units[value] }))}
            onChange={(unit) => unit && onChange({ unit })}
          />
        </div>
        <div className="grid min-w-40 flex-1 gap-2">
          <span className="text-sm leading-none font-medium">{words.to}</span>
          <Choice
            label={words.to}
            value={draft.to}
            every={words.toNobody}
            options={others.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(to) => onChange({ to })}
          />
          {faultAt("/escalate/to") && <p className="text-sm text-destructive">{faultAt("/escalate/to")}</p>}
        </div>
      </div>
    </fieldset>
  );
}
