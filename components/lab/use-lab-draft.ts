import { useMemo } from "react";
import { useStored } from "@/components/hooks/use-stored";
import { formOf, type LabForm } from "./lab-form";

/** The lab's draft, kept in this browser: the rollout's shadow can look with it. */
export function useLabDraft(): [LabForm, (form: LabForm) => void] {
  const [stored, store] = useStored("countersign.lab-draft");
  const form = useMemo(() => formOf(stored), [stored]);
  return [form, (next) => store(JSON.stringify(next))];
}
