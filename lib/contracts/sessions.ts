import { z } from "zod";

/** How somebody proved who they are. */
export const SignInMethod = z.enum(["password", "totp", "recovery_code", "passkey", "oidc"]);
export type SignInMethod = z.infer<typeof SignInMethod>;

/** A place where somebody is signed in. */
export const SessionView = z.object({
  id: z.string(),
  /** True for the one that asks. */
  current: z.boolean(),
  /** What the browser calls itself. */
  user_agent: z.string().nullable(),
  /** The client's address when it began. */
  address: z.string().nullable(),
  /** Null for one of an earlier release. */
  method: SignInMethod.nullable(),
  begun_at: z.string(),
  /** When something was last done with it. */
  seen_at: z.string(),
  /** When it ends at the latest; sooner when nothing is done with it. */
  ends_at: z.string(),
});
export type SessionView = z.infer<typeof SessionView>;

/** `GET /api/people/{id}/sessions`: the newest first. */
export const Sessions = z.object({ data: z.array(SessionView) });
export type Sessions = z.infer<typeof Sessions>;
