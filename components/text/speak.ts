import { type Language, languageCookie } from "./language";

const year = 365 * 24 * 60 * 60;

/** Changes the language from here on; the page is fetched anew, so that all of it agrees. */
export function speak(language: Language): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the newer interface is missing on plain http and in Firefox
  document.cookie = `${languageCookie}=${language}; path=/; max-age=${year}; samesite=lax`;
  window.location.reload();
}
