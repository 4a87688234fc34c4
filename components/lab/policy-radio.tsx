"use client";

import { RadioCards } from "@/components/figures/radio-cards";
import { useAdminText } from "@/components/text/admin-text";
import type { PolicyName } from "@/lib/contracts/words";

const policies: PolicyName[] = ["auto_with_thresholds", "require_human", "auto"];

export function PolicyRadio({
  policy,
  onPolicy,
}: {
  policy: PolicyName;
  onPolicy: (policy: PolicyName) => void;
}) {
  const text = useAdminText();
  return (
    <RadioCards
      legend={text.lab.draft}
      value={policy}
      options={policies.map((value) => ({ value, ...text.lab.policies[value] }))}
      onChange={onPolicy}
    />
  );
}
