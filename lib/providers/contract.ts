import type { RateLimitStatus } from "@/lib/contracts/catalogue";
import type { Json, JsonObject } from "@/lib/contracts/json";
import type { Cost, Issue } from "@/lib/contracts/parts";
import type { Capabilities } from "@/lib/contracts/run";
import type { Said } from "@/lib/contracts/said";
import type { OutputKind } from "@/lib/contracts/words";

/**
 * What Countersign knows of the model a run asks for: from the request's tool
 * configuration, the catalogue, or the provider itself.
 */
export interface ModelDescription {
  /** `owner/name`, as the provider writes it. */
  name: string;
  description: string | null;
  /** The exact version to run; null runs the provider's current one (official models have none). */
  version: string | null;
  exampleInput: JsonObject;
  /** The example's output where it is known: it tells best what the model gives out. */
  exampleOutput?: Json;
  /** `{ components: { schemas: { Input, Output, … } } }`, or null when nobody gave one. */
  openapiSchema: JsonObject | null;
  /** How long the example took to run, in seconds, where it was measured. */
  exampleSeconds?: number;
  /** What it costs, where that is known. */
  price?: Price;
  /** Why nobody knows what it takes: its provider could not be asked when it was named. */
  unknownBecause?: string;
  /** Set where the request alone says so: neither the catalogue nor the provider has it from elsewhere. */
  unproven?: true;
  /** Texts with this in them stand in for secrets: they are right wherever they stand. */
  sealedMark?: string;
}

/** A price as providers state it: per call, per output file, per second of running, or per token read or written. */
export interface Price {
  amountUsd: number;
  per: "call" | "output" | "second" | "token";
}

/** A model as its provider describes it, and how often it was run by everybody. */
export interface DescribedModel {
  model: ModelDescription;
  runCount: number;
}

/** A file of a request: a web address or a data URI; of a secret address a text that stands in for it. */
export interface Attachment {
  url: string;
  field?: string | undefined;
}

export interface PayloadRequest {
  prompt: string;
  /** In the order given; a named `field` is obeyed. */
  attachments: Attachment[];
  model: ModelDescription;
}

/** Which rule put what where, and how sure it is (0 to 1). */
export interface Placement {
  pointer: string;
  source: "prompt" | "attachment";
  rule: string;
  confidence: number;
}

export interface PayloadProposal {
  payload: JsonObject;
  placements: Placement[];
  /** The mapping confidence that policy measures: 0 to 1. */
  confidence: number;
  /** What could not be placed: a prompt or an attachment without a field is an error issue. */
  issues: Issue[];
}

/** A proposal after its automatic fixes. */
export interface FixedProposal {
  payload: JsonObject;
  placements: Placement[];
  /** What was changed and why, a sentence each; empty when nothing was. */
  changes: Said[];
  /** Values that were changed and need a person's word: error issues. */
  toConfirm: Issue[];
  /** These, and what still does not reach the model. */
  issues: Issue[];
}

/** One call, exactly as it was signed. */
export interface ProviderCall {
  model: Pick<ModelDescription, "name" | "version">;
  payload: JsonObject;
  /** Names this attempt for ever; the same key never means two calls. */
  attemptKey: string;
  /** Where the provider may report progress, when there is a public address; it names the attempt. */
  webhookUrl: string | null;
  /** After so many seconds the provider should end the call by itself, where it can. */
  cancelAfterSeconds?: number;
  /** Absent where its payload has no secrets. */
  scrub?: Scrubbing;
  /** Files of ours that stand in the payload, by the addresses at which they do: they are read here and never fetched. */
  files?: ReadonlyMap<string, CallFile>;
  /** The files that go along, as `gather` brought them; absent where nothing was gathered. */
  gathered?: readonly File[] | undefined;
}

/** A file of ours that goes along with a call. */
export interface CallFile {
  /** With its ending. */
  name: string;
  contentType: string;
  bytes: number;
  /** Fails at its end where the bytes are not those that were signed. */
  read(): AsyncIterable<Uint8Array>;
}

/** Where the provider reads a file that was uploaded to it, and until when: ISO 8601, null for ever. */
export interface UploadedAt {
  address: string;
  expiresAt: string | null;
}

/** Takes a call's secrets out of a sentence that others will read. */
export type Scrubbing = (sentence: string) => string;

export type PredictionStatus = "starting" | "processing" | "succeeded" | "failed" | "canceled";

/** What a provider says of a call it accepted. */
export interface Prediction {
  id: string;
  status: PredictionStatus;
  /** What was sent, where the provider still tells; null where it does not. */
  input?: JsonObject | null;
  output: Json;
  /** Parts of the output that could not be read and are null in it, where and why; absent when there are none. */
  unreadable?: string[];
  /** True when the provider has deleted what it gave out: no output then does not mean that there was none. */
  dataRemoved?: true;
  error: Said | string | null;
  logs: string;
  /** Share of the work done, 0 to 1, where the provider tells. */
  progress: number | null;
  /** ISO 8601, where the provider tells. */
  startedAt: string | null;
  completedAt: string | null;
  /** The model's own running time in milliseconds, where the provider tells. */
  predictTimeMs: number | null;
  /** What it was charged, in US dollars, reckoned from what the provider says it used; absent where it does not tell. */
  billedUsd?: number;
  /** The version that really ran, where the provider tells. */
  version: string | null;
}

/** The asynchronous half of a provider. Every method may throw a `ProviderError`. */
export interface Execution {
  /**
   * Fetches the files that go along with a call, where it takes any and that may take long: before the call is let
   * through, so that none leaves long after somebody held it. Nothing is called by it.
   */
  gather?(call: ProviderCall, signal: AbortSignal): Promise<readonly File[]>;
  /**
   * Uploads a file of ours by the provider's own files API, where it has one; before the call is let through, and nothing
   * is called by it. Without it the provider is given a signed link, or fetches by `gather`.
   */
  upload?(file: CallFile, signal: AbortSignal): Promise<UploadedAt>;
  submit(call: ProviderCall, signal: AbortSignal): Promise<Prediction>;
  get(id: string, signal: AbortSignal, scrub?: Scrubbing): Promise<Prediction>;
  cancel(id: string, signal: AbortSignal, scrub?: Scrubbing): Promise<void>;
  /** The prediction this attempt made, or null when there is none, as yet at least. */
  find(query: FindQuery, signal: AbortSignal): Promise<Prediction | null>;
}

export interface FindQuery extends ProviderCall {
  /** ISO 8601: the submission cannot have happened before. */
  notBefore: string;
  /** Ids that other attempts are known to have: these are never the one that is looked for. */
  taken?: readonly string[];
}

/** A file among the outputs that is still at the provider. */
export interface OutputFile {
  /** http(s) or data: URL. */
  url: string;
  kind: OutputKind;
}

/** A file and where in the answer it stands. */
export interface PlacedFile extends OutputFile {
  /** RFC 6901, into the answer's value; empty when the file is the whole answer. */
  pointer: string;
}

export interface AuditedResponse {
  /**
   * What may be released, in the very shape it came in: text and JSON with provider links and tokens removed,
   * and null wherever a file stands.
   */
  value: Json;
  files: PlacedFile[];
  issues: Issue[];
  /** 0 to 1; what policy measures against `response_quality_min`. */
  quality: number;
}

/** A model as the provider has it now. */
export interface CurrentModel {
  /** What a call would run; null where the provider does not tell. */
  version: string | null;
  openapiSchema: JsonObject | null;
  /** True for one that is run by version only, and was asked for by its name. */
  needsVersion?: true;
}

/** A report a provider sent us, as it came in. */
export interface IncomingWebhook {
  headers: Headers;
  /** The very text that was signed. */
  body: string;
}

/** A report that is surely the provider's. */
export interface VerifiedWebhook {
  /** Names this report; the same one sent again has the same. */
  id: string;
  /** The call it is about. */
  predictionId: string;
}

/** Why a call has to wait, in what kind of words, and until when to ask again. */
export interface Wait {
  /** The provider is down or asked for it; or our own budget of calls is used up. */
  kind: "provider_rest" | "rate_limit";
  until: Date;
  reason: Said;
}

/** A provider: one folder, one object of this shape, one line in the registry. */
export interface Provider {
  /** As runs and requests name it; its folder's, too. */
  readonly name: string;
  /** For people. */
  readonly label: string;
  /** The key that names it in `agent_tool_config`. */
  readonly tool: string;
  readonly sandbox: boolean;
  readonly supportsStreaming: boolean;
  readonly supportsCancellation: boolean;
  /**
   * What a look at the provider tells of a call whose answer was lost. `certain`: one that `find` does not find was
   * surely never taken and never will be. `likely`: calls may turn up later. `none`: nobody can look, so a person is
   * asked and `find` is never called.
   */
  readonly looks: "certain" | "likely" | "none";
  /**
   * Its calls are nothing: what is approved before one is the answer, and nobody is asked about that once more.
   */
  readonly asksOnly?: true;
  /**
   * How long a submission may take, in milliseconds, where the answer itself is waited for; without it the usual time
   * (`submitTimeout`). What has no answer by then has an unknown outcome.
   */
  readonly answersWithin?: number;
  /** The models that every installation knows, the catalogue's first entries. */
  models(): readonly DescribedModel[];
  /** False when calls cannot be made, for want of a token for example. */
  isConfigured(): boolean;
  /** Forgets what it keeps here of an attempt's payload; for one whose memory is this installation. Done again it does nothing. */
  forget?(attemptKey: string): Promise<void>;
  /** The model that a request's words mean, where they may name both at once (`owner/name:version`). Never throws. */
  readReference?(
    named: Pick<ModelDescription, "name" | "version">,
  ): Pick<ModelDescription, "name" | "version">;
  getCapabilities(model: ModelDescription): Capabilities;
  createPayload(request: PayloadRequest): PayloadProposal;
  /** Mends what can be mended without asking. Fixing twice changes nothing more. */
  fixProposal(proposal: PayloadProposal, request: PayloadRequest): FixedProposal;
  /** What of a request an edited payload leaves unused. */
  requestIssues(payload: JsonObject, request: PayloadRequest): Issue[];
  validatePayload(payload: JsonObject, model: ModelDescription): Issue[];
  estimateCost(payload: JsonObject, model: ModelDescription): Cost | null;
  auditResponse(output: Json, model: ModelDescription): AuditedResponse;
  /** Whether calls wait now, why, and until when; for people. */
  getRateLimitStatus(): RateLimitStatus;
  /** Takes a place for one submission, or says when to ask again and why; without it there is no limit. */
  admit?(): Wait | null;
  /**
   * The model, or exactly the version that is pinned, as the provider has it now; null when it has none such. Without
   * it, nobody can know whether a model changed since it was reviewed. May throw a `ProviderError`.
   */
  currentModel?(model: ProviderCall["model"], signal: AbortSignal): Promise<CurrentModel | null>;
  /** Checks a report's signature and age; null for anything that is not surely the provider's. Never throws. */
  verifyWebhook?(webhook: IncomingWebhook, signal: AbortSignal): Promise<VerifiedWebhook | null>;
  /** Everything the provider tells of a model, for the catalogue; null when it knows none of that name. May throw a `ProviderError`. */
  describeModel?(name: string, signal: AbortSignal): Promise<DescribedModel | null>;
  /**
   * What the provider answers at an address of its own API, asked with this installation's account: for clients that
   * speak to the provider and have been led here. Nothing but the address goes along. May throw a `ProviderError`.
   */
  readThrough?(address: { path: string; params: Record<string, string> }, signal: AbortSignal): Promise<Json>;
  /** A described model out of the provider's own JSON for it; null when it is no such JSON. */
  readModel?(json: JsonObject): DescribedModel | null;
  /** Reads an output file; throws a `ProviderError` when it is gone. */
  openOutput(file: OutputFile, signal: AbortSignal): Promise<Response>;
  readonly execute: Execution;
}
