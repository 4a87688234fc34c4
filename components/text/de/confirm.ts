import type { Text } from "../en";

export const confirm: Text["confirm"] = {
  title: "Sind Sie es noch?",
  hint: "Das kann viel kosten. Geben Sie Ihr Passwort ein, dann geht die Entscheidung weiter.",
  hintWithCode:
    "Das kann viel kosten. Geben Sie Ihr Passwort oder einen Code Ihrer Authentifizierungs-App ein, dann geht die Entscheidung weiter.",
  hintElsewhere:
    "Das kann viel kosten. Melden Sie sich dort neu an, wo Sie sich angemeldet haben, und entscheiden Sie noch einmal: die Seite kommt so wieder, was Sie getippt haben nicht.",
  elsewhere: "Neu anmelden",
  either: "Passwort oder Code",
  cancel: "Nicht entscheiden",
  submit: "Ich bin es",
};
