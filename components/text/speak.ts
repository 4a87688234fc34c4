import { wordIn } from "@/lib/contracts/word-lists";
import { languageCookie, languages } from "./language";

const year = 365 * 24 * 60 * 60;

/** Changes the language from here on, if it is one of ours; the page is fetched anew, so that all of it agrees. */
export function speak(chosen: string): void {
  const language = wordIn(languages, chosen);
  if (language === null) return;
  // biome-ignore lint/suspicious/noDocumentCookie: the newer interface is missing on plain http and in Firefox
  document.cookie = `${languageCookie}=${language}; path=/; max-age=${year}; samesite=lax`;
  window.location.reload();
}
