import type { Confirm } from "@/lib/contracts/sessions";
import type { Auth } from "./create-auth";
import { askIdentity } from "./database-faults";
import { withEarlierCookie } from "./earlier-cookie";
import { assertPasswordsMove } from "./passwords";

/** Whether this is the password, or a code of the authenticator, of the person whose session cookie these headers carry. */
export async function isProof(auth: Auth, sent: Headers, proof: Confirm): Promise<boolean> {
  if ("password" in proof) assertPasswordsMove();
  const headers = withEarlierCookie(sent) ?? sent;
  const ask = async () => {
    try {
      await ("password" in proof
        ? auth.api.verifyPassword({ body: proof, headers })
        : auth.api.verifyTOTP({ body: proof, headers }));
      return true;
    } catch (error) {
      // What it refuses has a status; everything else is a fault.
      if (error instanceof Error && error.name === "APIError") return false;
      throw error;
    }
  };
  return askIdentity(ask, (right) => !right);
}
