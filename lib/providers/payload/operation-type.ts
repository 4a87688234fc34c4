import type { OperationType } from "@/lib/contracts/words";
import type { ModelDescription } from "../contract";
import { likelyMedia, speaksOfMedia } from "./likely-media";
import { isUrl, isWeights, kindOfField, kindOfUrl, urlsIn } from "./material-url";
import { type Field, fieldsOf, outputSchemaOf } from "./model-schema";
import { type Shape, shapesOfSchema, shapesOfValue } from "./output-shape";
import { textName } from "./text-words";

/**
 * What a model does, by what it gives out: a real output first, then its Output schema,
 * and for a file whose kind the schema leaves open the inputs it takes. Only where
 * nothing says what comes out do the inputs and the words about the model decide.
 */
export function operationTypeOf(model: ModelDescription): OperationType {
  const fields = fieldsOf(model) ?? [];
  const schema = outputSchemaOf(model);
  const seen = shapesOfValue(model.exampleOutput);
  const promised = schema === null ? [] : shapesOfSchema(schema, model).filter((shape) => shape !== "data");
  // What the schema requires is the answer; a file that may be missing goes with it.
  const main = seen.find((shape) => shape === promised[0]) ?? seen[0] ?? promised[0];
  if (main === undefined || main === "data") return operationByInputs(model, fields, schema === null);
  if (seen.length === 0 && schema?.type === "string" && main === "words" && hasFileSettings(model, fields))
    return operationOf("file", model, fields);
  const either = seen.length === 0 && promised.includes("file") && promised.includes("words");
  return operationOf(either && saysMore(model, fields) ? "words" : main, model, fields);
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

/** How text is made of tokens, and how pictures are made of noise: the settings give the machine away. */
const writesText =
  /^(top_?[kp]|(max|min)_(new_|output_)?(tokens|len\w*)|(repetition|presence|frequency|length)_penalty|stop(_sequences)?|system_prompt|num_beams|do_sample)$/i;
const makesFiles =
  /^(num_inference_steps|guidance_scale|scheduler|num_outputs|width|height|aspect_ratio|negative_prompt|cfg\w*|output_format|duration|\w*audio)$/i;

/** An address may be called a plain text: what is set like a picture and not like a language model gives out files. */
function hasFileSettings(model: ModelDescription, fields: readonly Field[]): boolean {
  const { noise, tokens } = settingsOf(model, fields);
  return noise > 1 && tokens === 0;
}

function settingsOf(model: ModelDescription, fields: readonly Field[]) {
  const names = fields.length > 0 ? fields.map((field) => field.name) : Object.keys(model.exampleInput);
  const limited = names.some((name) => /max_\w{0,40}tokens/i.test(name)) ? 2 : 0;
  return {
    names,
    tokens: limited + names.filter((name) => writesText.test(name)).length,
    noise: names.filter((name) => makesFiles.test(name)).length,
  };
}

/** For an output nobody describes: the settings of the inputs, then the words about the model, then what it takes. */
function operationByInputs(
  model: ModelDescription,
  fields: readonly Field[],
  mayBeFile: boolean,
): OperationType {
  const { names, tokens, noise } = settingsOf(model, fields);
  if (mayBeFile && noise > 1 && noise > tokens) return operationOf("file", model, fields);
  if (tokens > noise) return "text_generation";
  const said = `${model.name} ${model.description ?? ""}`;
  if (mayBeFile && (makesMedia.test(said) || names.some((name) => /^output_(image|video|audio)/i.test(name))))
    return operationOf("file", model, fields);
  if (/embed|sentence.?transformer|feature (extract|vector)|extract.{0,80}features/i.test(said))
    return "embedding";
  if (/classif|detect|tagger/i.test(said)) return "classification";
  if (/transcri|caption|[ -](to|2)[ -]text\b|\bllms?\b|language model|gpt|chat|\bocr\b|recogni/i.test(said))
    return "text_generation";
  if (mayBeFile && (asks(model) || turnsWords(model))) return "text_generation";
  if (mayBeFile) return operationOf("file", model, fields);
  const kinds = fields.map((field) => (field.format === "uri" ? (kindOfField(field.name) ?? "file") : null));
  if (kinds.includes("audio") || kinds.every((kind) => kind === null)) return "text_generation";
  // A picture goes in and no file comes out: what is on it is told.
  return kinds.includes("image") ? "classification" : "other";
}

/** What is said of models that make a file of words. */
const makesMedia = /text[ -]to[ -](speech|image|video|music|audio|sound)|speech synthesis|\btts\b/i;

/** The example's words want an answer, not a picture; a voice may well be given a question to read out. */
function asks(model: ModelDescription): boolean {
  const { prompt, text, question } = model.exampleInput;
  const words = [prompt, text, question].find((value) => typeof value === "string");
  const files = urlsIn(model.exampleInput);
  const seen = files.some(({ url }) => ["image", "video"].includes(kindOfUrl(url) ?? ""));
  return (
    typeof words === "string" &&
    (seen || (files.length === 0 && !speaksOfMedia(model))) &&
    (/^\s*(what|who|how|why|which|where|describe|explain|summari[sz]e|translate|answer|write (a|an|the|me))\b/i.test(
      words,
    ) ||
      /\?\s*$/.test(words.slice(-400)))
  );
}

/** Words that are no prompt go in, and nobody speaks of a picture, a sound or a film. */
function turnsWords(model: ModelDescription): boolean {
  const names = Object.keys(model.exampleInput);
  const [name = ""] = names;
  const words = model.exampleInput[name];
  return (
    names.length === 1 &&
    typeof words === "string" &&
    !isUrl(words) &&
    name !== "prompt" &&
    textName.test(name) &&
    !speaksOfMedia(model)
  );
}

/** Where a file or words may come out: a model that reads a picture and is asked nothing tells what it sees. */
function saysMore(model: ModelDescription, fields: readonly Field[]): boolean {
  const said = `${model.name} ${model.description ?? ""}`;
  return (
    fields.some((field) => /^top_?[kn]$/i.test(field.name)) ||
    /predict|classif|caption|recogni|detect|question|answer|\bvqa\b|describ/i.test(said)
  );
}

/** A picture goes in: the example shows one, or the model cannot do without. */
function takesImages(model: ModelDescription, fields: readonly Field[]): boolean {
  const shown = urlsIn(model.exampleInput).some(({ path: [name], url }) => {
    const field = String(name);
    return !isWeights(field, url) && (kindOfUrl(url) ?? kindOfField(field) ?? "image") === "image";
  });
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
