import { useState } from "react";
import { ApiError } from "@/components/api/api-error";
import { mostFileBytes, uploadFile } from "@/components/api/upload-file";
import { notify } from "@/components/shell/notify";
import { useText } from "@/components/text";
import type { FileView } from "@/lib/contracts/files";

/** Uploads chosen files one after the other; `sending` is the share that has been sent, null when none is. */
export function useUploads(onDone: (file: FileView) => void) {
  const text = useText();
  const { newRun } = text;
  const [sending, setSending] = useState<number | null>(null);
  const [tooLarge, setTooLarge] = useState<string[]>([]);
  const add = async (files: File[]) => {
    const fit = files.filter(({ size }) => size <= mostFileBytes);
    setTooLarge(files.filter(({ size }) => size > mostFileBytes).map(({ name }) => name));
    for (const [index, file] of fit.entries()) {
      const told = (share: number) => setSending((index + share) / fit.length);
      told(0);
      try {
        onDone(await uploadFile(file, told));
      } catch (error) {
        const why = error instanceof ApiError ? text.problem(error) : "";
        notify(newRun.fileNotUploaded(file.name, why), "failed");
      }
    }
    setSending(null);
  };
  return { add, sending, tooLarge };
}
