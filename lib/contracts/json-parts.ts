/** A piece of a JSON text: a string that is a key or a value, its quotes included, or what stands between two of them. */
interface JsonPart {
  kind: "key" | "value" | "between";
  text: string;
  /** Where it begins. */
  at: number;
}

/** The pieces of a text in order; joined they are the text again. Linear in its length, and it need be no JSON. */
export function* partsOf(text: string): Generator<JsonPart> {
  for (let at = 0; at < text.length; ) {
    const quote = text.indexOf('"', at);
    const start = quote === -1 ? text.length : quote;
    yield { kind: "between", text: text.slice(at, start), at };
    if (quote === -1) return;
    at = endOfString(text, quote);
    yield { kind: isKeyBefore(text, at) ? "key" : "value", text: text.slice(quote, at), at: quote };
  }
}

/** A text whose pieces of one kind are written anew. */
export function rewritten(text: string, change: Partial<Record<JsonPart["kind"], (part: string) => string>>) {
  const parts: string[] = [];
  for (const part of partsOf(text)) parts.push(change[part.kind]?.(part.text) ?? part.text);
  return parts.join("");
}

/** Where the string that begins at a quote is over; the text's end for one that never is. */
export function endOfString(text: string, quote: number): number {
  for (let at = quote + 1; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x5c) at += 1;
    else if (char === 0x22) return at + 1;
  }
  return text.length;
}

function isKeyBefore(text: string, end: number): boolean {
  let at = end;
  while (at < text.length && " \t\n\r".includes(text.charAt(at))) at += 1;
  return text.charAt(at) === ":";
}
