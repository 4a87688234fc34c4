import type { FileRef } from "@/lib/contracts/file-ref";
import { nameOfStanding, type StandsFor, standsForSomething } from "@/lib/contracts/is-file-ref";
import { isJsonObject } from "@/lib/contracts/is-json-object";
import { isSealed } from "@/lib/contracts/is-sealed";
import { placedIn, replaceIn } from "./sealed-in";
import { addressOf } from "./secret-address";

/**
 * Texts in place of sealed values and of files of ours, for work that knows texts only, and back again. Addresses stay addresses of the
 * same host and path, so that they are mapped as what they are.
 */
export interface StandIns {
  /** No text of the documents has this in it but a stand-in. */
  readonly mark: string;
  /** A copy of a document with texts in place of its sealed values. */
  put<Value>(document: Value): Value;
  /** A copy of a document with the sealed values back in their places. */
  takeBack<Value>(document: Value): Value;
  /** A copy of what is said of a document, with what may be shown of its sealed values. */
  tell<Value>(sentences: Value): Value;
}

/** Stand-ins for the sealed values of these documents; null where they have none. */
export function standInsFor(...documents: unknown[]): StandIns | null {
  const sealed = [
    ...new Map(
      placedIn(documents, standsForSomething).map(({ value }) => [nameOfStanding(value), value]),
    ).values(),
  ];
  if (sealed.length === 0) return null;
  const mark = freeMark(documents);
  const texts = sealed.map((one, index) => textFor(one, `${mark}${index};`));
  const put = new Map(sealed.map((one, index) => [nameOfStanding(one), texts[index]]));
  const back = new Map(texts.map((text, index) => [text, sealed[index]]));
  const inSentences = new RegExp(`(?:\\w+://[^\\s"'?]*\\?)?${mark}(\\d+);`, "g");
  return {
    mark,
    put: (document) =>
      replaceIn(document, (value) =>
        standsForSomething(value) ? put.get(nameOfStanding(value)) : undefined,
      ),
    takeBack: (document) =>
      replaceIn(document, (value) => (typeof value === "string" ? back.get(value) : undefined)),
    tell: (sentences) =>
      replaceIn(sentences, (value) => {
        if (typeof value !== "string") return undefined;
        const told = value.replaceAll(inSentences, (_, index) => shownOf(sealed, index));
        // A sentence may name an address without its query, and so without the mark.
        return sealed.reduce(
          (text, one) => (isSealed(one) ? text : text.replaceAll(bareOf(one), one.name)),
          told,
        );
      }),
  };
}

/** True for a text that stands in for a sealed value. */
export function isStandIn(value: unknown, mark: string | undefined): boolean {
  return mark !== undefined && typeof value === "string" && value.includes(mark);
}

function shownOf(sealed: readonly StandsFor[], index: string): string {
  const one = sealed[Number(index)];
  if (one === undefined) return "";
  return isSealed(one) ? one.shown : one.name;
}

/** Of a file an address that ends as its name does: by that a provider tells a picture from a film. */
function textFor(one: StandsFor, name: string): string {
  if (!isSealed(one)) return `${bareOf(one)}?${name}`;
  const address = addressOf(one.shown);
  return address === null ? name : `${address}?${name}`;
}

function bareOf({ name }: FileRef): string {
  return `https://file.example.com/${encodeURIComponent(name)}`;
}

/** A beginning that stands nowhere in the documents, so that nobody can write a stand-in themselves. */
function freeMark(documents: unknown[]): string {
  for (let number = 0; ; number++) {
    const mark = `sealed-${number}-`;
    if (!hasText(documents, mark)) return mark;
  }
}

function hasText(document: unknown, text: string): boolean {
  if (typeof document === "string") return document.includes(text);
  if (Array.isArray(document)) return document.some((inner) => hasText(inner, text));
  if (!isJsonObject(document)) return false;
  return Object.entries(document).some(([key, inner]) => key.includes(text) || hasText(inner, text));
}
