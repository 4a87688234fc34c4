import type { OperationType } from "@/lib/contracts/words";
import type { ModelDescription } from "../contract";
import { isWeights, kindOfField, kindOfUrl, type MaterialKind, urlsIn } from "./material-url";
import { type Field, fieldsOf, outputSchemaOf } from "./model-schema";
import { type Shape, shapesOfSchema, shapesOfValue } from "./output-shape";

type Media = "image" | "video" | "audio";

/**
 * What a model does, by what it gives out: a real output first, then its Output schema,
 * and for a file whose kind the schema leaves open the inputs it takes.
 */
export function operationTypeOf(model: ModelDescription): OperationType {
  const fields = fieldsOf(model) ?? [];
  const schema = outputSchemaOf(model);
  const seen = shapesOfValue(model.exampleOutput);
  const promised = schema === null ? [] : shapesOfSchema(schema, model).filter((shape) => shape !== "data");
  // What the schema requires is the answer; a file that may be missing goes with it.
  const main = seen.find((shape) => shape === promised[0]) ?? seen[0] ?? promised[0];
  if (main === undefined || main === "data") return operationByName(model, schema === null);
  return operationOf(main, model, fields);
}

function operationOf(shape: Shape, model: ModelDescription, fields: readonly Field[]): OperationType {
  switch (shape) {
    case "image":
      return takesImages(model, fields) ? "image_editing" : "image_generation";
    case "video":
      return "video_generation";
    case "audio":
      return "audio_generation";
    case "vector":
      return "embedding";
    case "labels":
      return "classification";
    case "words":
    case "text":
      return judges(model, fields) ? "classification" : "text_generation";
    case "file": {
      const media = likelyMedia(model, fields);
      return media === null ? "other" : operationOf(media, model, fields);
    }
    default:
      return "other";
  }
}

/** For an output nobody describes, what the model is called is all there is. */
function operationByName(model: ModelDescription, mayBeFile: boolean): OperationType {
  const said = `${model.name} ${model.description ?? ""}`;
  if (/embed|sentence.?transformer|mpnet|\bbge\b/i.test(said)) return "embedding";
  if (/classif|detect|tagger|recogni|resnet|\bvit\b/i.test(said)) return "classification";
  if (/whisper|transcri|caption|\bllm\b|llama|mistral|\bgpt\b|chat|\bocr\b/i.test(said))
    return "text_generation";
  return mayBeFile ? operationOf("file", model, []) : "other";
}

/** A picture goes in: the example shows one, or the model cannot do without. */
function takesImages(model: ModelDescription, fields: readonly Field[]): boolean {
  const shown = Object.entries(model.exampleInput).some(([name, value]) =>
    urlsIn(value).some(
      ({ url }) => !isWeights(name, url) && (kindOfUrl(url) ?? kindOfField(name) ?? "image") === "image",
    ),
  );
  const needed = fields.some(
    (field) => field.required && field.format === "uri" && (kindOfField(field.name) ?? "image") === "image",
  );
  return shown || needed;
}

/** One word about a file is a verdict; the name of such a model says so. */
function judges(model: ModelDescription, fields: readonly Field[]): boolean {
  const says = /classif|nsfw|detect(or|ion)|recognition|guard/i;
  const takesWords = fields.some((field) => /prompt|text|question|message|input$/i.test(field.name));
  const short =
    typeof model.exampleOutput !== "string" || model.exampleOutput.trim().split(/\s+/).length <= 3;
  return (
    !takesWords &&
    short &&
    says.test(`${model.name} ${model.description ?? ""}`) &&
    !/speech|caption|ocr/i.test(model.name)
  );
}

/** What speaks for a kind of file: an input's name, or words about the model. */
const fieldSigns: readonly (readonly [Media, weight: number, RegExp])[] = [
  [
    "video",
    6,
    /(^|_)(fps|frames?_?(rate|count|per|num)|num_?frames|n_?frames|video_?length|max_frames|motion\w*|output_video|first_frame\w*|last_frame\w*)(_|$)/i,
  ],
  ["video", 2, /video|frame_?interp|camera|animation|duration/i],
  [
    "audio",
    3,
    /voice|speaker|tts|lyrics|bpm|tempo|melody|music|pitch|vocal|sample_?rate|normalization_strategy/i,
  ],
  ["audio", 2, /audio|speech|song|sound|duration|seconds|speed/i],
  [
    "image",
    2,
    /^(width|height|num_outputs|aspect_ratio|image_size|size|num_inference_steps|guidance_scale|negative_prompt|scheduler|cfg\w*|seed|output_quality)$/i,
  ],
  ["image", 1, /image|img|mask|face|photo|upscale|scale|background/i],
];

const wordSigns: readonly (readonly [Media, weight: number, RegExp])[] = [
  [
    "video",
    4,
    /\bvideos?\b|vid2vid|img2vid|txt2vid|i2v|t2v|\bgifs?\b|animat|lip-?\s?sync|talking[ -]head|\bclips\b|timelapse/i,
  ],
  ["video", 4, /(into|to|generate|create|make)s?( an?| \w+)?[ -](video|animation|movie|film|clip)s?\b/i],
  [
    "audio",
    5,
    /\btts\b|text[ -]to[ -](speech|audio|music|sound)|\bvoices?\b|\bspeech\b|\bmusic\b|\baudio\b|\bsongs?\b|\bvocals?\b|sound/i,
  ],
  [
    "image",
    4,
    /\bimages?\b|\bphotos?\b|\bpictures?\b|\bportraits?\b|stable.?diffusion|\bsdxl\b|\bflux\b|\blora\b/i,
  ],
];

/** The likeliest kind of a file that nothing names: every sign counts, the sum decides. Null for weights a training gives out. */
function likelyMedia(model: ModelDescription, fields: readonly Field[]): Media | null {
  const name = model.name.split("/").at(-1)?.replaceAll(/[-_]/g, " ") ?? "";
  const description = model.description ?? "";
  const votes = { image: 1, video: 0, audio: 0 };
  const trains = /\btrain(er|ing)?\b|fine-?tun(e|ing)\b/i.test(name);
  if (trains && !fields.some((field) => field.name === "prompt")) return null;
  const names = fields.length > 0 ? fields.map((field) => field.name) : Object.keys(model.exampleInput);
  for (const [media, weight, sign] of fieldSigns)
    if (names.some((field) => sign.test(field))) votes[media] += weight;
  for (const text of [name, description]) {
    for (const [media, weight, sign] of wordSigns) if (sign.test(text)) votes[media] += weight;
  }
  for (const kind of new Set(inputKinds(model))) if (kind === "video" || kind === "audio") votes[kind] += 3;
  const format = formatMedia(model, fields);
  if (format !== null) votes[format] += 7;
  if (votes.video > votes.image && votes.video >= votes.audio) return "video";
  return votes.audio > votes.image ? "audio" : "image";
}

/** A choice of file formats as good as names the kind. */
function formatMedia(model: ModelDescription, fields: readonly Field[]): Media | null {
  const field = fields.find((candidate) => /format|extension|file_?type|output_type/i.test(candidate.name));
  if (field === undefined) return null;
  const value = model.exampleInput[field.name] ?? field.default ?? field.enumValues?.[0];
  const kind = typeof value === "string" ? kindOfUrl(`https://host/file.${value.replace(/^\./, "")}`) : null;
  return kind === "image" || kind === "video" || kind === "audio" ? kind : null;
}

function inputKinds(model: ModelDescription): (MaterialKind | null)[] {
  return Object.entries(model.exampleInput).flatMap(([name, value]) =>
    urlsIn(value).map(({ url }) => kindOfUrl(url) ?? kindOfField(name)),
  );
}
