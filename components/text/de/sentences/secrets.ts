import type { Translated } from "@/lib/contracts/sentences";
import type { secretFixes, secretIssues } from "@/lib/contracts/sentences/secrets";

export const secrets: Translated<typeof secretIssues & typeof secretFixes> = {
  secret_missing: ({ name }) =>
    `Das Geheimnis in ${name} ist für diesen Lauf nicht hinterlegt: Es gehört zu einem anderen Lauf oder lässt sich nicht mehr lesen.`,
  secret_faulty: ({ name, fault }, say) => `Das Geheimnis in ${name} ${say(fault)}.`,
  secret_placeholder: ({ name }) => `In ${name} steht kein Geheimnis, nur ein Platzhalter.`,
  secret_no_text: "muss ein Text sein",
  secret_too_short: ({ limit }) => `muss mindestens ${limit} Zeichen haben`,
  secret_too_long: ({ limit }) => `darf höchstens ${limit} Zeichen haben`,
  secret_other_pattern: ({ pattern }) => `muss aussehen wie ${pattern}`,

  give_secret: "Geben Sie das Geheimnis selbst an.",
};
