import { said } from "@/lib/contracts/sentences";
import { refusal } from "@/lib/core/errors";
import { isCommonPassword } from "./common-passwords";

/**
 * Sees to it that a new password is none that is tried first.
 * @param pointer where it stands in the request
 * @throws CodedError `validation_error`
 */
export async function demandUncommon(password: string, pointer: string): Promise<void> {
  if (!(await isCommonPassword(password))) return;
  throw refusal("validation_error", said("password_common"), [
    { pointer, says: said("fault_common_password") },
  ]);
}
