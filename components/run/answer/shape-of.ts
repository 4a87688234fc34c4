import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";

export interface Score {
  label: string;
  score: number;
}

/** What is in an answer besides what is drawn of it. */
interface Besides {
  /** The one name that all of it stands under. */
  name?: string;
  /** What else its entries hold, entry by entry. */
  rest?: JsonObject[];
}

/** What a JSON answer is read best as. */
export type Shape =
  | ({ kind: "scores"; scores: Score[] } & Besides)
  | ({ kind: "vectors"; vectors: number[][] } & Besides)
  | { kind: "json" };

type Drawn = Exclude<Shape, { kind: "json" }>;

const isNumbers = (value: Json | undefined): value is number[] =>
  Array.isArray(value) && value.length >= 4 && value.every((entry) => typeof entry === "number");

/** Scores of classes, or vectors, where the answer is that; whatever else it holds is told with it. */
export function shapeOf(value: Json): Shape {
  const whole = drawnOf(value);
  if (whole) return whole;
  const [only, ...others] = isJsonObject(value) ? Object.entries(value) : [];
  const inner = only && others.length === 0 ? drawnOf(only[1]) : null;
  return inner && only ? { ...inner, name: only[0] } : { kind: "json" };
}

function drawnOf(value: Json): Drawn | null {
  return scoresIn(value) ?? vectorsIn(value);
}

function vectorsIn(value: Json): Drawn | null {
  if (isNumbers(value)) return { kind: "vectors", vectors: [value] };
  if (!Array.isArray(value) || value.length === 0) return null;
  const rows = value.map(
    (entry): Taken => (isJsonObject(entry) ? taken(entry, vectorKeys) : { value: entry }),
  );
  const vectors = rows.map((row) => row.value);
  return vectors.every(isNumbers) ? { kind: "vectors", vectors, ...besides(rows) } : null;
}

function scoresIn(value: Json): Drawn | null {
  const entries: Entry[] = isJsonObject(value)
    ? Object.entries(value).map(([label, score]) => ({ label, score }))
    : Array.isArray(value)
      ? value.map(entryIn)
      : [];
  const real = entries.filter(isScore);
  // One number between nought and one may be anything.
  const enough = Array.isArray(value) ? 1 : 2;
  if (real.length < enough || real.length < entries.length) return null;
  const sorted = real.toSorted((left, right) => right.score - left.score);
  return {
    kind: "scores",
    scores: sorted.map(({ label, score }) => ({ label, score })),
    ...besides(sorted),
  };
}

interface Entry {
  label: Json | undefined;
  score: Json | undefined;
  rest?: JsonObject;
}

const labelKeys = ["label", "class", "class_name", "name"];
const scoreKeys = ["score", "confidence", "probability"];
const vectorKeys = ["embedding", "vector"];

function entryIn(entry: Json): Entry {
  if (!isJsonObject(entry)) return { label: undefined, score: undefined };
  const label = taken(entry, labelKeys);
  const score = taken(label.rest, scoreKeys);
  return { label: label.value, score: score.value, rest: score.rest };
}

interface Taken {
  value: Json | undefined;
  rest?: JsonObject;
}

/** The first of some values that an object has, and the object without it. */
function taken(object: JsonObject, keys: readonly string[]): Required<Taken> {
  const key = keys.find((one) => Object.hasOwn(object, one) && object[one] !== null);
  if (key === undefined) return { value: undefined, rest: object };
  const { [key]: value, ...rest } = object;
  return { value, rest };
}

function besides(entries: readonly { rest?: JsonObject }[]): Besides {
  const rest = entries.map((entry) => entry.rest ?? {});
  return rest.some((one) => Object.keys(one).length > 0) ? { rest } : {};
}

function isScore(entry: Entry): entry is Entry & Score {
  const { label, score } = entry;
  return typeof label === "string" && typeof score === "number" && score >= 0 && score <= 1;
}
