import { cookies, headers } from "next/headers";
import type { Text } from "./en";
import type { AdminSentences } from "./en/admin";
import { chooseLanguage, type Language, languageCookie } from "./language";

const texts = {
  en: () => import("./en").then(({ en }) => en),
  de: () => import("./de").then(({ de }) => de),
} as const satisfies Record<Language, () => Promise<Text>>;

const adminSentences = {
  en: () => import("./en/admin").then(({ adminEn }) => adminEn),
  de: () => import("./de/admin").then(({ adminDe }) => adminDe),
} as const satisfies Record<Language, () => Promise<AdminSentences>>;

/** The language of the request at hand; for what the server renders. */
export async function languageOfRequest(): Promise<Language> {
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  return chooseLanguage(jar.get(languageCookie)?.value, sent.get("accept-language"));
}

/** Every sentence in the language of the request; for what the server renders, titles above all. */
export async function textOfRequest(): Promise<Text> {
  return texts[await languageOfRequest()]();
}

/** What the pages about the work itself say, in the language of the request. */
export async function adminTextOfRequest(): Promise<AdminSentences> {
  return adminSentences[await languageOfRequest()]();
}
