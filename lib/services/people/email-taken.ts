import { said } from "@/lib/contracts/sentences";
import { refusal } from "@/lib/core/errors";
import { isUniqueViolation } from "@/lib/store/connection/unique-violation";

/** Runs a write of a person; where the e-mail address has one already, throws `conflict`. */
export async function refusingTakenEmail<T>(email: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    // The unique index decides, not a look beforehand: two may write at once.
    if (!isUniqueViolation(error)) throw error;
    throw refusal("conflict", said("email_taken", { email }), [
      { pointer: "/email", says: said("fault_email_taken") },
    ]);
  }
}
