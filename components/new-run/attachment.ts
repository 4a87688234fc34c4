/** One thing a run works on: an address that was typed, or a file that was uploaded. */
export interface AttachmentDraft {
  /** Tells rows apart while they are edited. */
  id: number;
  url: string;
  /** The model's field it is for; empty leaves the choice to the mapping. */
  field: string;
  /** Set for a file. */
  file: { name: string; bytes: number; contentType: string } | null;
}
