import type { Text } from "../en";
import { decisions } from "./decisions";

export const words: Text["words"] = {
  name: "Countersign",
  quote: (said) => `„${said}“`,
  step: {
    created: "Angelegt",
    information_review: "Angaben",
    payload_review: "Nutzdaten",
    api_call: "Aufruf",
    response_review: "Antwort",
    completed: "Freigegeben",
  },
  status: {
    queued: "In der Schlange",
    running: "Läuft",
    awaiting_human: "Wartet",
    completed: "Abgeschlossen",
    failed: "Fehlgeschlagen",
    cancelled: "Abgebrochen",
    expired: "Abgelaufen",
  },
  action: decisions.action,
  youDecided: decisions.youDecided,
  decided: decisions.decided,
  kind: {
    image_generation: "Bild",
    image_editing: "Bildbearbeitung",
    video_generation: "Video",
    audio_generation: "Ton",
    text_generation: "Text",
    embedding: "Einbettung",
    classification: "Einordnung",
    other: "Anderes",
  },
  severity: {
    error: "Fehler",
    warning: "Warnung",
    info: "Hinweis",
  },
  severities: {
    error: (count) => `${count} Fehler`,
    warning: (count) => (count === 1 ? "1 Warnung" : `${count} Warnungen`),
    info: (count) => (count === 1 ? "1 Hinweis" : `${count} Hinweise`),
  },
};
