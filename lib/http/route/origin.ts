import type { Origin } from "@/lib/core/principal";
import type { App } from "../app";
import { requestInHand } from "../request-id";
import { clientAddress } from "../server/client-address";

/** Where the request in hand came from, as the audit log names it. */
export function originOf({ env }: Pick<App, "env">, headers: Headers): Origin {
  return { address: clientAddress(headers, env.trustedProxies), requestId: requestInHand() };
}
