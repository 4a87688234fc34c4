import type { Text } from "../en";

export const account: Text["account"] = {
  signIn: {
    title: "Anmelden",
    hint: "Prüfen, was auf das Ja eines Menschen wartet.",
    ended: "Ihre Sitzung ist beendet",
    endedHint: "Begonnene Änderungen bleiben in diesem Browser aufgehoben.",
    email: "E-Mail",
    password: "Passwort",
    submit: "Anmelden",
    working: "Anmeldung läuft",
    wrong: "E-Mail und Passwort gehören nicht zusammen.",
    throttled: "Zu viele Versuche. Bitte eine Minute warten und erneut versuchen.",
    offline: "Der Server ist nicht erreichbar. Bitte erneut versuchen.",
    elsewhere: "Mit Single Sign-on anmelden",
    refused: "Single Sign-on hat Sie nicht eingelassen",
    refusedHint:
      "Ihre E-Mail-Adresse ist dort vielleicht nicht bestätigt, oder Sie haben hier keine Rolle. Fragen Sie die Administration.",
    forgot: "Vergessen? Die Administration kann Ihnen einen Link für ein neues geben.",
  },
  code: {
    code: "Code Ihrer Authentifizierungs-App",
    codeHint: "Sechs Ziffern, jede halbe Minute neue.",
    recovery: "Ersatzcode",
    recoveryHint: "Einer von denen, die Sie aufgehoben haben; jeder gilt einmal.",
    useRecovery: "Ersatzcode benutzen",
    useCode: "Die App benutzen",
    back: "Zurück",
    wrong:
      "Dieser Code stimmt nicht, oder es ist zu viel Zeit vergangen. Versuchen Sie es erneut, oder beginnen Sie von vorn.",
  },
  reset: {
    title: "Neues Passwort wählen",
    hint: "Sie werden überall abgemeldet und melden sich damit neu an.",
    password: "Neues Passwort",
    submit: "Passwort setzen",
    working: "Wird gesetzt",
    done: "Das neue Passwort ist gesetzt",
  },
  setup: {
    title: "Das erste Konto anlegen",
    hint: "Die Administration lädt alle anderen ein.",
    name: "Ihr Name",
    email: "E-Mail",
    password: "Passwort",
    passwordHint: (least) => `Mindestens ${least} Zeichen.`,
    submit: "Konto anlegen",
    working: "Konto wird angelegt",
    token: "Einrichtungslink",
    noToken: "Diese Seite braucht den Einmal-Link",
    noTokenHint:
      "Er stand im Protokoll des Servers, als Countersign zum ersten Mal startete. Öffnen Sie den ganzen Link, oder starten Sie den Server neu, um einen neuen zu erhalten.",
    done: "Dieses Countersign hat schon eine Administration",
    doneHint: "Melden Sie sich an, oder bitten Sie die Administration um ein Konto.",
    toSignIn: "Zur Anmeldung",
  },
  motto: "Die Unterschrift eines Menschen zwischen einer KI-Anfrage und dem Geld, das sie kostet.",
};
