import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json } from "@/lib/contracts/json";
import type { Run } from "@/lib/contracts/run";
import type { Part } from "./witness";

/** Of a long text every so many letters end a part. */
const partLetters = 500;

/** What cannot be seen is drawn as its code. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

function textParts(name: string, within: string, words: string): Part[] {
  const drawn = words.replace(
    invisible,
    (one) => `U+${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`,
  );
  const text = drawn.replace(/\s/g, "");
  const ends: number[] = [];
  for (let to = partLetters; to < text.length; to += partLetters) ends.push(to);
  return [...ends, text.length].map((to) => ({
    name: `${name}, letter ${to} of ${text.length}`,
    within,
    by: "text",
    text,
    to,
  }));
}

const isAddress = (value: Json): value is string => typeof value === "string" && /^https?:\/\//.test(value);

const placeOf = (key: string) => `article [id="field-${key}"]`;

/** One field of a payload: its value to the last letter, and each of its files. */
function fieldParts(key: string, value: Json, within = placeOf(key)): Part[] {
  if (value === null || value === "") return [];
  if (isAddress(value)) {
    return value.includes("gone")
      ? [{ name: `${key}, acknowledged`, within: `${within} input[type=checkbox]`, by: "ticked" }]
      : [{ name: `${key}, the picture`, within: `${within} img`, by: "picture" }];
  }
  if (typeof value === "boolean") return textParts(key, within, value ? "on" : "off");
  return textParts(key, within, typeof value === "string" ? value : JSON.stringify(value));
}

/** The words of an answer, whichever way they are wrapped; null where it is none. */
export function textOf(answer: Json): string | null {
  const words = isJsonObject(answer) ? (answer.text ?? null) : answer;
  return typeof words === "string" ? words : null;
}

/** Everything that an approval of the run's open question signs: of a payload its fields and errors, of an answer what is released. */
export function partsOf(run: Run): Part[] {
  const errors = run.validation_issues.filter(({ severity }) => severity === "error");
  if (run.current_step === "payload_review") {
    const payload = Object.entries((run.suggested_payload ?? {}) as Record<string, Json>);
    return [
      ...payload.flatMap(([key, value]) => fieldParts(key, value)),
      ...errors.flatMap(({ issue }) => textParts(`error "${issue}"`, "article", issue)),
    ];
  }
  const answer = textOf(run.processed_response);
  if (answer !== null && run.outputs.length === 0) return textParts("answer", "article", answer);
  return run.outputs.map(({ index, url, kind }): Part => {
    const { pathname } = new URL(url, "http://desk");
    if (kind === "image")
      return { name: `picture ${index + 1}`, within: `article img[src*="${pathname}"]`, by: "picture" };
    return {
      name: `${kind} ${index + 1}`,
      within: `article :is(audio, video)[src*="${pathname}"]`,
      by: "playing",
    };
  });
}

/** The parts when words are added to a prompt that is read as it is edited: in the form, or where the edit shows them. */
export function partsWithAdded(run: Run, adds: string): Part[] {
  return Object.entries((run.suggested_payload ?? {}) as Record<string, Json>).flatMap(([key, value]) => {
    const places = `${placeOf(key)}, article :has(> [data-shows="${key}"])`;
    if (key === "prompt") return textParts(key, `${places}, article [data-edit]`, run.prompt + adds);
    return fieldParts(key, value, places);
  });
}

/** What is written at the end of what was read. */
export function typedPart(words: string): Part {
  return {
    name: `"${words}", typed`,
    within: "[data-edit] :is(input, textarea):focus",
    by: "typed",
    text: words,
  };
}
