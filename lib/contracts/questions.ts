import { z } from "zod";
import { HttpUrl, Prompt } from "./create-run";
import { GivenJson, GivenObject, Json, JsonObject } from "./json";
import { HitlConfig } from "./policy";
import { faults } from "./sentences/refusals";

/** The body of `POST /api/hitl/questions`: what another system wants a person's word for. */
export const NewQuestion = z.strictObject({
  /** What is asked, in a line; people read it in lists. */
  title: Prompt.max(1_000),
  /** What there is to know beside, in plain text. */
  body: z.string().max(20_000).nullish(),
  /** What is approved, edited or rejected. */
  arguments: GivenObject,
  /** JSON Schema (draft 2020-12) of the arguments; edits are checked with it. */
  schema: JsonObject.nullish(),
  /** What the asker knows and a reviewer should; shown, and not part of what is signed. */
  context: GivenJson.nullish(),
  /** What going ahead costs, in US dollars; unknown without it. */
  cost: z.number().min(0).max(1_000_000).nullish(),
  /** The same for questions of one turn; kept as the run's `session_id`. */
  group_id: z.string().min(1).max(300).nullish(),
  /** Told of the run as its `webhook_url` is. */
  callback_url: HttpUrl.nullish(),
  /** Without it a person is asked. A question is asked at `payload_review`. */
  hitl_config: HitlConfig.refine(
    ({ allowed_steps: steps }) => !steps?.length || steps.includes("payload_review"),
    { message: faults.fault_question_step, path: ["allowed_steps"] },
  ).nullish(),
  metadata: GivenObject.nullish(),
});
export type NewQuestion = z.infer<typeof NewQuestion>;

/** What a question says beside its title (the run's `prompt`) and its arguments (its payload). */
export const QuestionFacts = z.object({
  body: z.string().nullable(),
  context: Json,
  group_id: z.string().nullable(),
});
