import type { Translated } from "@/lib/contracts/sentences";
import type { answerFixes, answerIssues } from "@/lib/contracts/sentences/answer";

const files: Record<string, string> = {
  image: "ein Bild",
  video: "ein Video",
  audio: "Ton",
  model: "ein 3D-Modell",
  file: "eine Datei",
};

export const answer: Translated<typeof answerIssues & typeof answerFixes> = {
  links_taken_out: ({ count }) =>
    count === 1
      ? "1 Link oder Zugangswort des Anbieters wurde aus der Antwort genommen."
      : `${count} Links oder Zugangswörter des Anbieters wurden aus der Antwort genommen.`,
  answer_empty: "Die Antwort des Modells ist leer.",
  answer_found_nothing: "Die Antwort des Modells enthält nichts: Es hat nichts gefunden.",
  output_empty: ({ number }) => `Ausgabe ${number} ist leer.`,
  file_promised: ({ kind }) =>
    `Das Modell verspricht ${files[kind] ?? kind}; in seiner Antwort ist keine Datei.`,
  text_promised: "Das Modell verspricht Text; in seiner Antwort ist keiner.",
  numbers_promised: "Das Modell verspricht Zahlen; seine Antwort ist Text.",
  reads_like_error: "Die Antwort liest sich wie eine Fehlermeldung, nicht wie eine Antwort.",
  repeats_itself: "Die Antwort wiederholt immer wieder dieselben Zeilen.",
  edited_answer_empty: "Die bearbeitete Antwort ist leer",
  answer_check_endless:
    "Diese Antwort lässt sich nicht am Schema des Modells prüfen: Die Prüfung kommt zu keinem Ende.",
  output_lost: ({ number, why }, say) => `Ausgabe ${number} konnte nicht aufbewahrt werden: ${say(why)}`,
  part_unreadable: ({ where }) => `Ein Teil der Antwort war nicht lesbar und wurde weggelassen, bei ${where}`,
  copy_took_too_long: ({ seconds }) => `es dauerte länger als ${seconds} s`,
  storage_full: "der Speicher ist voll",
  copy_failed: ({ error }) =>
    error === null ? "die Kopie ist gescheitert" : `die Kopie ist gescheitert (${error})`,

  try_again: "Wiederholen Sie den Aufruf",
  look_closely: "Sehen Sie genau hin, bevor Sie sie freigeben.",
};
