"use client";

import { useText } from "@/components/text";
import type { Output } from "@/lib/contracts/parts";
import { MaterialList } from "../material/material-list";
import { outputMaterial } from "./output-material";

interface OutputListProps {
  outputs: readonly Output[];
  given?: string | null;
}

/** The files of an answer, each shown as what it is. */
export function OutputList({ outputs, given = null }: OutputListProps) {
  const text = useText();
  return <MaterialList materials={outputs.map((output) => outputMaterial(output, text))} given={given} />;
}
