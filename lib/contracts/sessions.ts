import { z } from "zod";

/** How somebody proved who they are. */
export const SignInMethod = z.enum(["password", "totp", "recovery_code", "passkey", "oidc"]);
export type SignInMethod = z.infer<typeof SignInMethod>;

/** `POST /api/auth/sign-in/social`: a path of the desk to come back to. */
export const SignInElsewhere = z.strictObject({
  next: z.string().startsWith("/").max(2_000),
  /** True where the issuer has to ask anew who it is, whatever it remembers. */
  again: z.boolean().optional(),
});

/** Whether somebody has a second factor; `demanded` where they have none and may not review without. */
export const SecondFactor = z.enum(["on", "off", "demanded"]);
export type SecondFactor = z.infer<typeof SecondFactor>;

/** `POST /api/me/confirmation`: the password, or a code of the authenticator. */
export const Confirm = z.union([
  z.strictObject({ password: z.string().max(1_000) }),
  z.strictObject({ code: z.string().trim().min(6).max(20) }),
]);
export type Confirm = z.infer<typeof Confirm>;

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
