import { cookies, headers } from "next/headers";
import type { Text } from "./en";
import { chooseLanguage, type Language, languageCookie } from "./language";

const texts = {
  en: () => import("./en").then(({ en }) => en),
  de: () => import("./de").then(({ de }) => de),
} as const satisfies Record<Language, () => Promise<Text>>;

/** The language of the request at hand; for what the server renders. */
export async function languageOfRequest(): Promise<Language> {
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  return chooseLanguage(jar.get(languageCookie)?.value, sent.get("accept-language"));
}

/** Every sentence in the language of the request; for what the server renders, titles above all. */
export async function textOfRequest(): Promise<Text> {
  return texts[await languageOfRequest()]();
}
