"use client";

import { useText } from "@/components/text";
import type { Output } from "@/lib/contracts/parts";
import { FileLine } from "./file-line";

export function FileOutput({ output }: { output: Output }) {
  const text = useText();
  return (
    <div className="rounded-lg border bg-background px-3 pt-1 pb-2.5">
      <FileLine output={output} name={text.answer.file(output.index + 1)} />
    </div>
  );
}
