/** One thing a run works on: an address that was typed, or a file that was read into a `data:` URI. */
export interface AttachmentDraft {
  /** Tells rows apart while they are edited. */
  id: number;
  url: string;
  /** The model's field it is for; empty leaves the choice to the mapping. */
  field: string;
  /** Set for a file. */
  file: { name: string; bytes: number } | null;
}

/** All files together: in base64 they are a third larger, and no body may be above 1 MiB. */
export const mostFileBytes = 512_000;

/** How much of the limit is used. */
export function fileBytes(attachments: readonly AttachmentDraft[]): number {
  return attachments.reduce((sum, { file }) => sum + (file?.bytes ?? 0), 0);
}

/** The files that still fit, in their order, and those that do not. */
export function fitting<File extends { size: number }>(
  files: readonly File[],
  used: number,
): { fit: File[]; tooLarge: File[] } {
  const fit: File[] = [];
  const tooLarge: File[] = [];
  let left = mostFileBytes - used;
  for (const file of files) {
    if (file.size > left) tooLarge.push(file);
    else {
      fit.push(file);
      left -= file.size;
    }
  }
  return { fit, tooLarge };
}
