import { said } from "@/lib/contracts/sentences";
import { refusal } from "@/lib/core/errors";
import { isUniqueViolation } from "@/lib/store/connection/unique-violation";

/** Runs a write of a group; where another has the name already, throws `conflict`. */
export async function refusingTakenName<T>(name: string | undefined, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    // The unique index decides, not a look beforehand: two may write at once.
    if (name === undefined || !isUniqueViolation(error)) throw error;
    throw refusal("conflict", said("group_name_taken", { name }), [
      { pointer: "/name", says: said("fault_name_of_group") },
    ]);
  }
}
