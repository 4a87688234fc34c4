import { z } from "zod";
import { ProviderHold } from "./holds";
import { Json, JsonObject } from "./json";
import { Cost } from "./parts";
import { Said } from "./said";
import { faults } from "./sentences/refusals";
import { SecondFactor, SignInMethod } from "./sessions";
import { OperationType } from "./words";

export const RateLimitStatus = z.object({
  limited: z.boolean(),
  retry_at: z.string().nullable(),
  reason: z.string().nullable(),
  said: Said.optional(),
});
export type RateLimitStatus = z.infer<typeof RateLimitStatus>;

/** One row of `GET /api/hitl/providers`. */
export const ProviderView = z.object({
  name: z.string(),
  label: z.string(),
  tool: z.string(),
  configured: z.boolean(),
  sandbox: z.boolean(),
  supports_streaming: z.boolean(),
  supports_cancellation: z.boolean(),
  rate_limit: RateLimitStatus,
  /** An admin holds all its calls; absent where nobody does. */
  hold: ProviderHold.optional(),
});
export type ProviderView = z.infer<typeof ProviderView>;

/** What a provider asks for a model, in US dollars. */
export const ModelPrice = z.strictObject({
  amount_usd: z.number().nonnegative().max(1_000_000),
  per: z.enum(["call", "output", "second", "token"]),
});
export type ModelPrice = z.infer<typeof ModelPrice>;

/** One row of `GET /api/hitl/models`; `ref` is what a create takes as `model`. */
export const ModelSummary = z.object({
  ref: z.string(),
  provider: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  operation_type: OperationType,
  version: z.string().nullable(),
  cover_url: z.string().nullable(),
  estimated_cost: Cost.nullable(),
  /** The stated price; null where the cost is only estimated, or unknown. */
  price: ModelPrice.nullable(),
});
export type ModelSummary = z.infer<typeof ModelSummary>;

export const ModelDetail = ModelSummary.extend({
  input_schema: Json,
  output_schema: Json,
  example_input: JsonObject,
});
export type ModelDetail = z.infer<typeof ModelDetail>;

/** The query of `GET /api/hitl/models`. */
export const ListModels = z.strictObject({
  provider: z.string().max(100).optional(),
  q: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});
export type ListModels = z.infer<typeof ListModels>;

/** The body of `POST /api/hitl/models`: a name to ask the provider for, or the model's JSON as the provider gives it or as a tool configuration describes it. */
export const AddModel = z
  .strictObject({
    provider: z.string().max(100).default("replicate"),
    name: z
      .string()
      .max(300)
      .regex(/^[\w.-]+\/[\w.-]+$/, faults.fault_no_owner_name)
      .optional(),
    model: JsonObject.optional(),
    price: ModelPrice.optional(),
  })
  .refine((body) => (body.name === undefined) !== (body.model === undefined), {
    message: faults.fault_name_or_model,
    path: ["name"],
  });
export type AddModel = z.infer<typeof AddModel>;

/** The body of `PATCH /api/hitl/models/{provider}/{owner}/{name}`; null forgets the price. */
export const ChangeModel = z.strictObject({ price: ModelPrice.nullable() });
export type ChangeModel = z.infer<typeof ChangeModel>;

/** `GET /api/me`: who the session or the key is. */
export const Me = z.object({
  kind: z.enum(["user", "api_key"]),
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  /** What one may do now. */
  role: z.enum(["requester", "reviewer", "admin"]),
  /** Of people alone. */
  second_factor: SecondFactor.optional(),
  /** How one signed in; of people alone, null where that was not noted. */
  signed_in_by: SignInMethod.nullable().optional(),
});
export type Me = z.infer<typeof Me>;
