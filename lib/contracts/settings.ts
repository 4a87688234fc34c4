import { z } from "zod";

/** What the organisation has chosen for the whole installation. */
export const Settings = z.object({
  /** Whether every approval, edit and retry must name the question it answers. */
  require_binding: z.boolean(),
});
export type Settings = z.infer<typeof Settings>;

/** `PATCH /api/settings`. */
export const ChangeSettings = z.strictObject(Settings.shape).partial();
export type ChangeSettings = z.infer<typeof ChangeSettings>;
