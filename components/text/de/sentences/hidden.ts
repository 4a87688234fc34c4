import type { Translated } from "@/lib/contracts/sentences";
import type { hiddenFixes, hiddenIssues } from "@/lib/contracts/sentences/hidden";

export const hidden: Translated<typeof hiddenIssues & typeof hiddenFixes> = {
  hidden_characters: ({ key, characters, others }) => {
    const named = characters.map(({ code, times }) => (times === 1 ? code : `${code} ×${times}`)).join(", ");
    const subject = key === null ? "Der Text" : `Der Schlüssel „${key}“`;
    return `${subject} enthält Zeichen, die man nicht so sieht, wie sie sind: ${named}${others > 0 ? ` und ${others} weitere` : ""}.`;
  },
  hidden_beyond_count: "Es sind so viele verborgene Zeichen, dass nicht alles durchgesehen wurde.",
  hidden_elsewhere: ({ texts }) =>
    texts === 1
      ? "1 weiterer Text enthält verborgene Zeichen."
      : `${texts} weitere Texte enthalten verborgene Zeichen.`,

  remove_it: "Entfernen Sie es.",
  remove_them: "Entfernen Sie sie.",
};
