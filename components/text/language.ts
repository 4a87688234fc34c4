import { wordIn } from "@/lib/contracts/word-lists";

/** The languages of the desk, each by its own name. */
export const languageNames = { en: "English", de: "Deutsch" } as const;

export type Language = keyof typeof languageNames;

export const languages = Object.keys(languageNames) as Language[];

/** Keeps a reader's choice, so that the server renders in it from the first byte. */
export const languageCookie = "countersign.language";

/** What the reader chose, else the first of the browser's languages that the desk speaks, else English. */
export function chooseLanguage(chosen: string | undefined, accepted: string | null): Language {
  return wordIn(languages, chosen) ?? preferred(accepted ?? "")[0] ?? "en";
}

/** The main languages of an Accept-Language header (RFC 9110, 12.5.4), the most wanted first. */
function preferred(accepted: string): Language[] {
  return accepted
    .split(",")
    .map((entry) => {
      const [tag = "", ...parameters] = entry.trim().toLowerCase().split(";");
      const weight = parameters.map((each) => /^\s*q=([\d.]+)$/.exec(each)?.[1]).find(Boolean) ?? "1";
      return { language: wordIn(languages, tag.split("-")[0]), weight: Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .flatMap(({ language }) => language ?? []);
}
