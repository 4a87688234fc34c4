import { z } from "zod";
import { EffectiveLimits, KeyLimits } from "./limits";
import { faults } from "./sentences/refusals";
import { Role } from "./words";

/** The one place that says how long a password is. */
export const passwordLength = { min: 10, max: 128 } as const;

const name = z.string().trim().min(1, faults.fault_empty).max(100);
const email = z.email(faults.fault_no_email).max(254).toLowerCase();
const password = z
  .string()
  .min(passwordLength.min)
  .max(passwordLength.max, `must have at most ${passwordLength.max} characters`);

/** `POST /api/setup`: makes the first admin. */
export const SetUp = z.strictObject({ token: z.string().min(1).max(200), name, email, password });
export type SetUp = z.infer<typeof SetUp>;

/** `GET /api/setup`: whether nobody is there yet who could sign in. */
export const SetUpNeeded = z.object({ needed: z.boolean() });

/** `POST /api/people`. */
export const CreatePerson = z.strictObject({ name, email, password, role: Role });
export type CreatePerson = z.infer<typeof CreatePerson>;

/** `PATCH /api/people/{id}`. */
export const ChangePerson = z.strictObject({
  name: name.optional(),
  role: Role.optional(),
  disabled: z.boolean().optional(),
});
export type ChangePerson = z.infer<typeof ChangePerson>;

/** `POST /api/auth/update-user`: what people may change of themselves. */
export const ChangeSelf = z.strictObject({ name });

/** `POST /api/auth/change-password`; all other sessions end. */
export const ChangePassword = z.strictObject({
  currentPassword: z.string().max(1_000),
  newPassword: z.string().max(1_000),
  /** What earlier clients say; it is so in any case. */
  revokeOtherSessions: z.boolean().optional(),
});

/** The answer to `POST /api/people/{id}/password_link`: the only time the link is shown. */
export const PasswordLink = z.object({ url: z.string(), expires_at: z.string() });
export type PasswordLink = z.infer<typeof PasswordLink>;

/** `POST /api/password`: a new password for whom the link was made. */
export const ResetPassword = z.strictObject({ token: z.string().min(1).max(200), password });
export type ResetPassword = z.infer<typeof ResetPassword>;

/** `PUT /api/people/{id}/absence`: away until then, or, with null, back again. */
export const SetAbsence = z.strictObject({
  until: z.iso.datetime({ offset: true }).nullable(),
  /** Whoever has their seat in each of their groups meanwhile: a person who may decide; left out, nobody. */
  stand_in: z.string().min(1).max(300).optional(),
});
export type SetAbsence = z.infer<typeof SetAbsence>;

/** A person's absence. */
export const Absence = z.object({ until: z.string(), stand_in: z.string().nullable() });
export type Absence = z.infer<typeof Absence>;

/** A row of `GET /api/people`. */
export const Person = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: Role,
  disabled: z.boolean(),
  /** Whether a code of an authenticator is asked for beside the password. */
  second_factor: z.boolean(),
  /** Null for who is there. */
  absence: Absence.nullable(),
  created_at: z.string(),
});
export type Person = z.infer<typeof Person>;

/** `POST /api/keys`. */
export const CreateKey = z.strictObject({
  name,
  role: Role,
  limits: KeyLimits.optional(),
  /** The person it counts as where duties are kept apart; left out, it counts as itself. */
  owner_user_id: z.string().min(1).max(300).optional(),
  /** It ends by itself then; left out, somebody revokes it. */
  expires_at: z.iso.datetime({ offset: true }).optional(),
});
export type CreateKey = z.infer<typeof CreateKey>;

/**
 * `PATCH /api/keys/{id}`: `limits` replaces what was set; what it leaves out is the role's own again. `owner_user_id` is
 * the person it counts as from now on, in what waits as well; with null it counts as itself.
 */
export const ChangeKey = z.strictObject({
  name: name.optional(),
  limits: KeyLimits.optional(),
  owner_user_id: z.string().min(1).max(300).nullable().optional(),
  /** Null: it does not end by itself any more. */
  expires_at: z.iso.datetime({ offset: true }).nullable().optional(),
});
export type ChangeKey = z.infer<typeof ChangeKey>;

/** A row of `GET /api/keys`; `start` is all that can be seen of a key later. */
export const KeyView = z.object({
  id: z.string(),
  name: z.string(),
  role: Role,
  start: z.string().nullable(),
  limits: EffectiveLimits,
  /** The person it counts as; null for one that counts as itself. */
  owner_user_id: z.string().nullable(),
  /** When it ends, or ended, by itself; null where it does not. */
  expires_at: z.string().nullable(),
  created_at: z.string(),
  last_used_at: z.string().nullable(),
});
export type KeyView = z.infer<typeof KeyView>;

/** The answer to `POST /api/keys`: the only time the key itself is shown. */
export const NewKey = KeyView.extend({ key: z.string() });
export type NewKey = z.infer<typeof NewKey>;

/** The query of a list of people or keys. */
export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});
export type PageQuery = z.infer<typeof PageQuery>;
