import { z } from "zod";

/** A file that was uploaded, as whoever uploaded it is told of it. */
export const FileView = z.object({
  id: z.string(),
  /** Hexadecimal. */
  sha256: z.string(),
  bytes: z.number().int(),
  content_type: z.string(),
  name: z.string(),
  url: z.string(),
  created_at: z.string(),
  /** When it goes, unless a run names it by then. */
  expires_at: z.string(),
});
export type FileView = z.infer<typeof FileView>;

/** Asks for an address that needs no key and ends: of a released output, or of a file. */
export const NewLink = z.union([
  z.strictObject({
    run_id: z.string().max(100),
    index: z.int().min(0).max(100_000),
    /** Seconds from now. */
    expires_in: z.int().min(60).max(2_592_000).optional(),
  }),
  z.strictObject({
    file_id: z.string().max(100),
    expires_in: z.int().min(60).max(2_592_000).optional(),
  }),
]);
export type NewLink = z.infer<typeof NewLink>;

export const Link = z.object({ url: z.string(), expires_at: z.string() });
export type Link = z.infer<typeof Link>;
