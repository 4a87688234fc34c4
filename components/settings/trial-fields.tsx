"use client";

import { type ReactNode, useId } from "react";
import { Field } from "@/components/account/field";
import { useApiKeys } from "@/components/api/api-keys";
import { useModels } from "@/components/api/list-models";
import { usePeople } from "@/components/api/people";
import { Choice } from "@/components/figures/choice";
import { useAdminText } from "@/components/text/admin-text";
import { Label } from "@/components/ui/label";
import { Segmented } from "@/components/ui/segmented";
import { Textarea } from "@/components/ui/textarea";
import { PolicyName, Role, RunPath } from "@/lib/contracts/words";
import { metadataOf, type Trial } from "./trial";

interface TrialFieldsProps {
  trial: Trial;
  onChange: (trial: Trial) => void;
}

/** The request to try: what it asks for, and who would ask. */
export function TrialFields({ trial, onChange }: TrialFieldsProps) {
  const text = useAdminText();
  const words = text.rules.tryIt;
  const id = useId();
  const { data: models = [] } = useModels();
  const { data: apiKeys = [] } = useApiKeys();
  const { data: people = [] } = usePeople();
  const set = (change: Partial<Trial>) => onChange({ ...trial, ...change });
  const wrong = metadataOf(trial.metadata) === null;
  return (
    <>
      <Field
        label={words.model}
        list={`${id}-models`}
        placeholder="sandbox:sandbox/image"
        autoComplete="off"
        spellCheck={false}
        value={trial.model}
        onChange={(event) => set({ model: event.target.value })}
      />
      <datalist id={`${id}-models`}>
        {models.map(({ ref, name }) => (
          <option key={ref} value={ref}>
            {name}
          </option>
        ))}
      </datalist>
      <div className="grid gap-2">
        <Label htmlFor={`${id}-prompt`}>{words.prompt}</Label>
        <Textarea
          id={`${id}-prompt`}
          className="max-h-60"
          value={trial.prompt}
          onChange={(event) => set({ prompt: event.target.value })}
        />
      </div>
      <div className="flex flex-wrap gap-x-6 gap-y-4">
        {trial.path === "hitl" && (
          <Named label={words.asks}>
            <Choice
              label={words.asks}
              value={trial.policy}
              options={PolicyName.options.map((value) => ({ value, label: text.lab.policies[value].title }))}
              onChange={(policy) => policy && set({ policy })}
            />
          </Named>
        )}
        <Named label={words.as}>
          <Choice
            label={words.as}
            value={trial.role}
            options={Role.options.map((value) => ({ value, label: text.shell.role[value] }))}
            onChange={(role) => role && set({ role })}
          />
        </Named>
        <Named label={words.path}>
          <Segmented
            label={words.path}
            value={trial.path}
            options={RunPath.options.map((value) => ({ value, label: words.paths[value] }))}
            onChange={(path) => set({ path })}
          />
        </Named>
        <Named label={words.key}>
          <Choice
            label={words.key}
            value={trial.key}
            every={words.nobodysKey}
            options={apiKeys.map(({ id: value, name: label }) => ({ value, label }))}
            onChange={(key) => {
              const role = apiKeys.find((one) => one.id === key)?.role;
              set({ key, person: null, ...(role && { role }) });
            }}
          />
        </Named>
        <Named label={words.person}>
          <Choice
            label={words.person}
            value={trial.person}
            every={words.nobody}
            options={people.map(({ id: value, name: label }) => ({ value, label }))}
            onChange={(person) => {
              const role = people.find((one) => one.id === person)?.role;
              set({ person, key: null, ...(role && { role }) });
            }}
          />
        </Named>
      </div>
      <Field
        label={words.metadata}
        problem={wrong ? words.metadataWrong : null}
        placeholder="{ }"
        autoComplete="off"
        spellCheck={false}
        value={trial.metadata}
        onChange={(event) => set({ metadata: event.target.value })}
      />
    </>
  );
}

function Named({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid content-start gap-2">
      <p aria-hidden className="text-sm leading-none font-medium">
        {label}
      </p>
      {children}
    </div>
  );
}
