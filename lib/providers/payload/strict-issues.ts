import type { z } from "zod";
import type { JsonObject } from "@/lib/contracts/json";
import type { Issue } from "@/lib/contracts/parts";
import { quoted } from "@/lib/contracts/sentences";
import { issueOf } from "@/lib/core/issue";
import { pointer } from "@/lib/core/json-pointer";

/** Why a provider is not sent a payload: what its own schema of calls has against it. */
export function strictIssues(label: string, shape: z.ZodType, payload: JsonObject): Issue[] {
  const wrong = shape.safeParse(payload).error?.issues ?? [];
  return wrong.map(({ path, message }) =>
    issueOf({
      pointer: pointer(path.map((part) => (typeof part === "number" ? part : String(part)))),
      field: String(path[0] ?? "payload"),
      says: quoted(`${label} is not sent this: ${message}`),
    }),
  );
}
