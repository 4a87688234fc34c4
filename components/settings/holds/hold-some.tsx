"use client";

import { useId, useState } from "react";
import { Field } from "@/components/account/field";
import { useApiKeys } from "@/components/api/api-keys";
import { useProviders } from "@/components/api/list-providers";
import { useAdminText } from "@/components/text/admin-text";
import { namedIn } from "./hold-kinds";
import { PlaceHold } from "./place-hold";

/** Holds the calls of a provider, a model, a key or a person, or of all that is named of these. */
export function HoldSome() {
  const { holds } = useAdminText();
  const [isUnnamed, setUnnamed] = useState(false);
  const named = (form: FormData) => {
    const found = namedIn(form);
    const nothing = Object.keys(found).length === 0;
    setUnnamed(nothing);
    return nothing ? null : found;
  };
  return (
    <PlaceHold
      variant="outline"
      title={holds.someTitle}
      hint={holds.someHint}
      action={holds.holdSome}
      namedIn={named}
      fields={<Which problem={isUnnamed ? holds.nothingNamed : null} />}
    >
      {holds.holdSome}
    </PlaceHold>
  );
}

function Which({ problem }: { problem: string | null }) {
  const { holds } = useAdminText();
  const id = useId();
  const { data: providers } = useProviders();
  const { data: apiKeys } = useApiKeys();
  const text = { autoComplete: "off", maxLength: 300 };
  return (
    <>
      <Field
        label={holds.for.provider}
        name="provider"
        list={`${id}-providers`}
        problem={problem}
        autoFocus
        {...text}
      />
      <datalist id={`${id}-providers`}>
        {providers?.data.map(({ name, label }) => (
          <option key={name} value={name} label={label} />
        ))}
      </datalist>
      <Field label={holds.for.model} hint={holds.modelHint} name="model" {...text} />
      <Field label={holds.for.key_id} name="key_id" list={`${id}-keys`} {...text} />
      <datalist id={`${id}-keys`}>
        {apiKeys?.map(({ id: value, name }) => (
          <option key={value} value={value} label={name} />
        ))}
      </datalist>
      <Field label={holds.for.user_id} hint={holds.personHint} name="user_id" {...text} />
    </>
  );
}
