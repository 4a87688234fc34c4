import { endingOf } from "../calls/file-ending";
import { fileLimits } from "../limits";

/** What no name may have in it: control and format characters, halves of pairs, what separates folders or is special to a shell or a header. */
const unfit = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}"\\/:*?<>|]/gu;

/**
 * A name that is safe to show and to save under: its last part, with an ending that fits what the file is and runs
 * nowhere.
 * @param given as the sender wrote it; may be a path
 */
export function fileName(given: string, contentType: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? "";
  const clean = last.normalize("NFC").replace(unfit, "").trim().replace(/^\.+/, "");
  const ending = endingOf(contentType, `https://name.invalid/${encodeURIComponent(clean)}`);
  const dot = clean.lastIndexOf(".");
  const stem = dot > 0 && /^\.[a-z0-9]{1,12}$/i.test(clean.slice(dot)) ? clean.slice(0, dot) : clean;
  const letters = [...stem].slice(0, fileLimits.nameLength).join("").trim();
  return `${letters || "file"}.${ending}`;
}
