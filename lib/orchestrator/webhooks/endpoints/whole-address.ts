import { said } from "@/lib/contracts/sentences";
import { refusal } from "@/lib/core/errors";
import { dots } from "@/lib/core/sealed/secret-address";

/** @throws CodedError `validation_error` for an address that was shown, with dots in place of what was not */
export function wholeAddress(url: string): string {
  if (!url.includes(dots) && !url.includes(encodeURIComponent(dots))) return url;
  const says = said("webhook_partly_shown");
  throw refusal("validation_error", says, [{ pointer: "/url", says }]);
}
