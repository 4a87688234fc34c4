import { CodedError } from "@/lib/core/errors";

/** A query as a plain object; a name given twice is refused, since only one could count. */
export function queryOf(url: URL): Record<string, string> {
  const query: Record<string, string> = Object.create(null);
  for (const [name, value] of url.searchParams) {
    if (name in query) {
      throw new CodedError("validation_error", `The query gives "${name}" more than once.`, {
        errors: [{ pointer: `/${name}`, message: "is given more than once" }],
      });
    }
    // No text we keep has one, and PostgreSQL refuses to look for it.
    if (`${name}${value}`.includes("\0")) {
      throw new CodedError("validation_error", "The query contains the character U+0000.");
    }
    query[name] = value;
  }
  return { ...query };
}
