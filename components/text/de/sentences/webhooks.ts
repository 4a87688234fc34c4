import type { Translated } from "@/lib/contracts/sentences";
import type { webhooks as english } from "@/lib/contracts/sentences/webhooks";

/** Where the installation tells what becomes of runs. */
export const webhooks: Translated<typeof english> = {
  too_many_webhooks: ({ most }) => `Es gibt schon ${most} Endpunkte, und jeder Lauf meldet sich bei allen.`,
  webhook_is_off: ({ name }) => `„${name}“ ist ausgeschaltet und erfährt nichts, bis es wieder an ist.`,
  webhook_secrets_overlap:
    "Das vorige Geheimnis signiert noch neben dem neuen, und ein weiteres würde es vor seiner Zeit beenden: Warten Sie so lange. Wer es sofort beenden will, sendet overlap_seconds: 0.",
  webhook_partly_shown:
    "In der Adresse stehen Punkte, wo etwas nicht gezeigt wird: Geben Sie die ganze Adresse an, oder lassen Sie die vorhandene, wie sie ist.",
};
