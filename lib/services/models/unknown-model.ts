import { CodedError } from "@/lib/core/errors";
import type { Transaction } from "@/lib/store/connection/client";
import { modelIds } from "@/lib/store/models";
import { nearMatches } from "./near-matches";

/** The `not_found` for a model the catalogue does not have; it names those most like it. */
export async function unknownModel({ prisma }: { prisma: Transaction }, ref: string): Promise<CodedError> {
  const near = nearMatches(ref, await modelIds(prisma));
  const hint =
    near.length > 0 ? `Did you mean ${near.join(" or ")}?` : "GET /api/hitl/models lists those there are.";
  return new CodedError("not_found", `There is no model ${ref} in the catalogue. ${hint}`);
}
