import { useState } from "react";
import { notify } from "@/components/shell/notify";
import { useText } from "@/components/text";
import { type AttachmentDraft, fitting } from "./attachment";

/** Reads a file into a `data:` URI; `onProgress` is told the share that has been read, from 0 to 1. */
function readFile(file: File, onProgress: (share: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total);
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

/** Reads chosen files one after the other; `reading` is the share that has been read, null when none is. */
export function useFiles(used: number, onRead: (attachment: Omit<AttachmentDraft, "id">) => void) {
  const { newRun } = useText();
  const [reading, setReading] = useState<number | null>(null);
  const [tooLarge, setTooLarge] = useState<string[]>([]);
  const add = async (files: File[]) => {
    const chosen = fitting(files, used);
    setTooLarge(chosen.tooLarge.map((file) => file.name));
    for (const [index, file] of chosen.fit.entries()) {
      const told = (share: number) => setReading((index + share) / chosen.fit.length);
      told(0);
      try {
        const url = await readFile(file, told);
        onRead({ url, field: "", file: { name: file.name, bytes: file.size } });
      } catch {
        notify(newRun.fileUnreadable(file.name), "failed");
      }
    }
    setReading(null);
  };
  return { add, reading, tooLarge };
}
