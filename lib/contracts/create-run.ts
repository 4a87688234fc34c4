import { z } from "zod";
import { FileRef } from "./file-ref";
import { isJsonObject } from "./is-json-object";
import { GivenJson, GivenObject, JsonObject } from "./json";
import { Attachment } from "./parts";
import { HitlConfig } from "./policy";
import { Sealed } from "./sealed";
import { said } from "./sentences";
import { faults } from "./sentences/refusals";
import { urlOf } from "./url-of";

/** A web address. */
export const HttpUrl = z
  .string()
  .max(20_000)
  .refine((value) => urlOf(value) !== null && /^https?:/i.test(value), faults.fault_no_http);

/** A file of ours by its id, or by where we serve it: a file, or an output of a run. */
const ours = /^(?:file_[0-9a-z]{20}|\/api\/hitl\/(?:files|runs)\/[\w/]{1,200}(?:\?[\w=&%-]{1,300})?)$/;

/** An attachment may be a web address, an inline data URI, or a file of ours. */
const attachmentUrl = z
  .string()
  .max(1_000_000)
  .refine(
    (value) =>
      ours.test(value) || /^data:[^,]*,/.test(value) || (urlOf(value) !== null && /^https?:/i.test(value)),
    faults.fault_no_http_or_data,
  );

/** The payload's own field an attachment belongs in. */
const fieldName = z
  .string()
  .min(1)
  .max(300)
  .refine((name) => name !== "__proto__", faults.fault_field_name);

/** A model as a tool configuration describes it: name, version, an example input and, if known, its OpenAPI schema. */
export const ToolData = z.looseObject({
  name: z.string().min(1).max(300),
  description: z.string().max(20_000).nullish(),
  latest_version: z.string().max(200).nullish(),
  example_input: GivenObject.nullish(),
  example_output: GivenJson.optional(),
  openapi_schema: JsonObject.nullish(),
});
export type ToolData = z.infer<typeof ToolData>;

/** One tool is wanted; a few more are told apart in the refusal, and thousands are not even looked at. */
const mostTools = 20;

export const AgentToolConfig = z.preprocess(
  (tools, context) => {
    if (isJsonObject(tools) && Object.keys(tools).length > mostTools)
      context.addIssue({
        code: "custom",
        message: faults.fault_many_tools({ most: mostTools }),
        params: { said: said("fault_many_tools", { most: mostTools }) },
      });
    return tools;
  },
  z.record(z.string(), z.strictObject({ data: ToolData })),
);
export type AgentToolConfig = z.infer<typeof AgentToolConfig>;

export const Prompt = z
  .string()
  .min(1, faults.fault_empty)
  .max(20_000)
  .refine((text) => text.trim() !== "", faults.fault_blank);

export const Attachments = z
  .array(
    z.union([
      attachmentUrl,
      Attachment.extend({ url: z.union([attachmentUrl, Sealed, FileRef]), field: fieldName.optional() }),
    ]),
  )
  .max(50);

/** Many clients write `null` for what they leave out. */
const CreateRunFields = z.strictObject({
  prompt: Prompt,
  attachments: Attachments.nullish(),
  agent_tool_config: AgentToolConfig.nullish(),
  model: z.string().max(300).nullish(),
  hitl_config: HitlConfig.nullish(),
  user_id: z.string().max(300).nullish(),
  user_email: z.string().max(300).nullish(),
  agent_email: z.string().max(300).nullish(),
  session_id: z.string().max(300).nullish(),
  message_type: z.string().max(300).nullish(),
  log_id: z.string().max(300).nullish(),
  document_url: HttpUrl.nullish(),
  metadata: GivenObject.nullish(),
  webhook_url: HttpUrl.nullish(),
  /** `payload` is a JSON Merge Patch (RFC 7396) on the payload that would be proposed; `payload_whole` stands in its place as it is. */
  edits: z
    .strictObject({ payload: GivenObject.optional(), payload_whole: GivenObject.optional() })
    .refine(({ payload, payload_whole }) => payload === undefined || payload_whole === undefined, {
      message: faults.fault_whole_and_more,
      path: ["payload_whole"],
    })
    .nullish(),
});

/** The body of `POST /api/hitl/runs` and `POST /api/hitl/preview`. */
export const CreateRun = CreateRunFields.refine(
  (body) => (body.model == null) !== (body.agent_tool_config == null),
  { message: faults.fault_model_or_tool, path: ["model"] },
);
export type CreateRun = z.infer<typeof CreateRun>;
