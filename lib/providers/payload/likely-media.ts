import type { ModelDescription } from "../contract";
import { isWeights, kindOfField, kindOfUrl, type MaterialKind, urlsIn } from "./material-url";
import type { Field } from "./model-schema";

/** The kinds of file a model may give out. */
export type Media = "image" | "video" | "audio";

type Sign = readonly [Media, weight: number, RegExp];

/** What an input's name says about the file that comes out. */
const fieldSigns: readonly Sign[] = [
  [
    "video",
    6,
    /(^|_)(fps|frames?_?(rate|count|per|num)|num_?frames|n_?frames|video_?(length|fps)|max_frames|motion\w*|output_video|transitions?|(start|end|first|last)_(frame|video)\w*|driving\w*)(_|$)/i,
  ],
  ["video", 2, /video|frame_?interp|camera|animation|duration/i],
  [
    "audio",
    3,
    /voice|speaker|tts|lyrics|bpm|tempo|melody|music|pitch|vocal|sample_?rate|normalization_strategy|seconds_(start|total)|continu(e|ation)/i,
  ],
  ["audio", 2, /audio|speech|song|sound|duration|seconds|speed/i],
  [
    "image",
    2,
    /^(width|height|num_outputs|aspect_ratio|image_size|size|num_inference_steps|guidance_scale|negative_prompt|scheduler|cfg\w*|seed|output_quality)$/i,
  ],
  ["image", 1, /image|img|mask|face|photo|upscale|scale|background/i],
];

/** What is said of the result in the descriptions of the inputs. */
const resultSigns: readonly Sign[] = [
  [
    "video",
    4,
    /(output|generated?|result(ing)?|final|produced?|created?) (\w+ )?(video|animation|gif|clip)s?\b|\b(video|animation)s? (length|duration|to (generate|output|create))|frames per second|number of frames|frame rate|\bfps\b/i,
  ],
  [
    "audio",
    4,
    /(output|generated?|result(ing)?|final|produced?|synthesi[sz]ed?) (\w+ )?(audio|music|speech|voice|sound|song|track|wav)s?\b|\b(audio|speech|music|song)s? (length|duration|to (generate|output))|to (speak|say|sing)\b|spoken/i,
  ],
  [
    "image",
    2,
    /(output|generated?|result(ing)?|final|produced?|created?) (\w+ )?(image|picture|photo|pic)s?\b|\bimages? (size|to (generate|output|create))|number of images/i,
  ],
];

/** A picture that talks, dances or is moved through is a film. */
const moves = /\btalk(s|ing)?\b|\bdanc(e|es|ing)\b|\bmotions?\b(?![ -](de)?blur)|\b3d[ -]photos?\b/i;

/** What the model's name and description say, where the schema leaves the kind of file open. */
const wordSigns: readonly Sign[] = [
  [
    "video",
    4,
    /\bvideos?\b|vid2vid|img2vid|txt2vid|i2v|t2v|\bgifs?\b|animat|lip-?\s?sync|\bclips\b|timelapse/i,
  ],
  ["video", 4, moves],
  ["video", 4, /(into|to|generate|create|make)s?( an?| \w+)?[ -](video|animation|movie|film|clip)s?\b/i],
  [
    "audio",
    5,
    /\btts\b|text[ -]to[ -](speech|audio|music|sound)|\bvoices?\b|\bspeech\b|\bmusic\b|\baudio\b|\bsongs?\b|\bvocals?\b|sound/i,
  ],
  ["image", 4, /\bimages?\b|\bphotos?\b|\bpictures?\b|\bportraits?\b/i],
];

/** `image-to-video`, `text2music`: what comes after the word decides, whatever went in. */
const turnsInto =
  /\b(?:text|txt|words?|image|img|picture|photo|sketch|video|vid|audio|speech|voice|sound|music|lyrics)s?(?: |-|_)?(?:to|2)(?: |-|_)?(image|img|picture|photo|video|vid|animation|movie|audio|speech|voice|music|sound|song)s?\b/gi;

const becomes: readonly (readonly [Media, RegExp])[] = [
  ["image", /^(image|img|picture|photo)/i],
  ["video", /^(video|vid|animation|movie)/i],
  ["audio", /./],
];

function turnedInto(said: string): Media[] {
  return [...said.matchAll(turnsInto)].flatMap(([, result = ""]) =>
    becomes
      .filter(([, words]) => words.test(result))
      .slice(0, 1)
      .map(([media]) => media),
  );
}

/** What is made to be seen from a sound. */
const seenSound = /waveform|\bcaptions?\b|subtitle|\bfacial\b/i;

/** True where the name or the description of a model says that pictures, sound or films are made. */
export function speaksOfMedia(model: ModelDescription): boolean {
  const said = `${lastName(model)} ${model.description ?? ""}`;
  return wordSigns.some(([, , sign]) => sign.test(said));
}

function lastName(model: ModelDescription): string {
  return model.name.split("/").at(-1)?.replaceAll(/[-_]/g, " ") ?? "";
}

/**
 * The likeliest kind of a file whose kind nothing names: every sign in the inputs and in
 * the words about the model counts, the sum decides. Null for the weights a training gives out.
 */
export function likelyMedia(model: ModelDescription, fields: readonly Field[]): Media | null {
  const name = lastName(model);
  const trains = /\btrain(er|ing)?\b|fine-?tun(e|ing)\b/i.test(name);
  const names = fields.length > 0 ? fields.map((field) => field.name) : Object.keys(model.exampleInput);
  if (trains && !names.includes("prompt")) return null;
  const said = fields.map((field) => (field.description ?? "").slice(0, 500)).join("\n");
  // Without any sign it is a picture: most models make one.
  const votes = { image: 1, video: 0, audio: 0 };
  const count = (signs: readonly Sign[], holds: (sign: RegExp) => boolean) => {
    for (const [media, weight, sign] of signs) if (holds(sign)) votes[media] += weight;
  };
  count(fieldSigns, (sign) => names.some((field) => sign.test(field)));
  count(resultSigns, (sign) => sign.test(said));
  count(wordSigns, (sign) => sign.test(name));
  count(wordSigns, (sign) => sign.test(model.description ?? ""));
  for (const media of new Set(turnedInto(name))) votes[media] += 8;
  for (const media of new Set(turnedInto(model.description ?? ""))) votes[media] += 6;
  const given = inputKinds(model, fields);
  if (given.has("video")) votes.video += 3;
  if (given.has("audio")) votes.audio += 3;
  // A picture and a sound together make a film: a talking head, a slide show.
  if (given.has("audio") && given.has("image")) votes.video += 6;
  // A picture goes with a film: whose face, whose style. What comes out is the film.
  if (given.has("video") && given.has("image")) votes.video += 6;
  if (given.has("image") && moves.test(`${name} ${model.description ?? ""}`)) votes.video += 4;
  if (given.has("audio") && seenSound.test(`${name} ${model.description ?? ""} ${names.join(" ")}`))
    votes.video += 6;
  const format = formatMedia(model, fields);
  if (format !== null) votes[format] += 7;
  if (votes.video > votes.image && votes.video >= votes.audio) return "video";
  return votes.audio > votes.image ? "audio" : "image";
}

/** A choice of file formats as good as names the kind. */
function formatMedia(model: ModelDescription, fields: readonly Field[]): Media | null {
  const formats = /format|extension|file_?type|output_type/i;
  const field = fields.find((candidate) => formats.test(candidate.name));
  const key = field?.name ?? Object.keys(model.exampleInput).find((candidate) => formats.test(candidate));
  if (key === undefined) return null;
  const value = model.exampleInput[key] ?? field?.default ?? field?.enumValues?.[0];
  const kind = typeof value === "string" ? kindOfUrl(`https://host/file.${value.replace(/^\./, "")}`) : null;
  return kind === "image" || kind === "video" || kind === "audio" ? kind : null;
}

/** The kinds of material a model is given: those of its example, and of the files it cannot do without. */
function inputKinds(model: ModelDescription, fields: readonly Field[]): ReadonlySet<MaterialKind | null> {
  const shown = urlsIn(model.exampleInput)
    .map(({ path: [name], url }) => ({ name: String(name), url }))
    .filter(({ name, url }) => !isWeights(name, url))
    .map(({ name, url }) => kindOfUrl(url) ?? kindOfField(name));
  const needed = fields
    .filter((field) => field.required && field.format === "uri")
    .map((field) => kindOfField(field.name));
  return new Set([...shown, ...needed]);
}
