import type { JsonObject } from "@/lib/contracts/json";

/** Names of what opens doors, their words parted by underscores. */
const secretName =
  /(^|_)(tokens?|secrets?|pass(word|wd|phrase)|pwd|credentials?|jwt|bearer|authorization|cookies?)$|(^|_)(api|access|auth|secret|private|service|account|license)_?(keys?|tokens?)(_id)?$|(^|_)api_?key/i;

/** What is said of a key whose name is too short to tell. */
const secretWords = /\b(api|access|auth\w*|secret|bearer)[ -]?(key|token)s?\b|\bpasswords?\b/i;

/** True for a schema that says itself that its values are secret: `format: password`, `writeOnly`, `x-cog-secret`. */
export function isSecretForm({ format, writeOnly, "x-cog-secret": marked }: JsonObject): boolean {
  if (typeof format === "string" && format.toLowerCase() === "password") return true;
  return [writeOnly, marked].some((mark) => mark === true || mark === "true");
}

/**
 * True for a field that takes a key, a token or a password: by its form (`format: password`, `writeOnly`,
 * `x-cog-secret`), by its name, or by what is said of a field called `key`.
 */
export function isSecretField(name: string, node: JsonObject): boolean {
  if (isSecretForm(node)) return true;
  const words = name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])|[-. ]/g, "_");
  if (secretName.test(words)) return true;
  const said = [node.title, node.description].filter((text) => typeof text === "string").join(" ");
  return /(^|_)(key|auth|pass)$/i.test(words) && secretWords.test(said.slice(0, 300));
}
