import { said } from "@/lib/contracts/sentences";
import { refusal } from "@/lib/core/errors";

/** A query as a plain object; a name given twice is refused, since only one could count. */
export function queryOf(url: URL): Record<string, string> {
  const query: Record<string, string> = Object.create(null);
  for (const [name, value] of url.searchParams) {
    if (name in query) {
      const fault = { pointer: `/${name}`, says: said("fault_given_twice") };
      throw refusal("validation_error", said("query_given_twice", { name }), [fault]);
    }
    // No text we keep has one, and PostgreSQL refuses to look for it.
    if (`${name}${value}`.includes("\0")) {
      throw refusal("validation_error", said("query_character"));
    }
    query[name] = value;
  }
  return { ...query };
}
