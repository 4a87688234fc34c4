import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json } from "@/lib/contracts/json";

export interface Score {
  label: string;
  score: number;
}

/** What a JSON answer is read best as. */
export type Shape =
  | { kind: "scores"; scores: Score[] }
  | { kind: "vectors"; vectors: number[][] }
  | { kind: "json" };

const isNumbers = (value: Json | undefined): value is number[] =>
  Array.isArray(value) && value.length >= 4 && value.every((entry) => typeof entry === "number");

/** Scores of classes, or vectors, where the answer is nothing but that. */
export function shapeOf(value: Json): Shape {
  const inner =
    isJsonObject(value) && Object.keys(value).length === 1 ? (Object.values(value)[0] ?? null) : value;
  for (const candidate of [value, inner]) {
    const scores = scoresIn(candidate);
    if (scores) return { kind: "scores", scores };
    const vectors = vectorsIn(candidate);
    if (vectors) return { kind: "vectors", vectors };
  }
  return { kind: "json" };
}

function vectorsIn(value: Json): number[][] | null {
  if (isNumbers(value)) return [value];
  if (!Array.isArray(value) || value.length === 0) return null;
  const rows = value.map((entry) => (isJsonObject(entry) ? (entry.embedding ?? entry.vector) : entry));
  return rows.every(isNumbers) ? rows : null;
}

function scoresIn(value: Json): Score[] | null {
  const scores = isJsonObject(value)
    ? Object.entries(value).map(([label, score]) => ({ label, score }))
    : Array.isArray(value)
      ? value.map(scoreIn)
      : [];
  const real = scores.filter(
    (entry): entry is Score => entry !== null && typeof entry.score === "number" && within(entry.score),
  );
  // One number between nought and one may be anything.
  const enough = Array.isArray(value) ? 1 : 2;
  if (real.length < enough || real.length < scores.length) return null;
  return real.toSorted((left, right) => right.score - left.score);
}

function scoreIn(entry: Json): { label: string; score: Json | undefined } | null {
  if (!isJsonObject(entry)) return null;
  const label = entry.label ?? entry.class ?? entry.class_name ?? entry.name;
  const score = entry.score ?? entry.confidence ?? entry.probability;
  return typeof label === "string" ? { label, score } : null;
}

const within = (score: number) => score >= 0 && score <= 1;
