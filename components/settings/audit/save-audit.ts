import type { AuditFilter } from "@/components/api/audit";
import { addressOf } from "@/components/api/call";

/** Saves all entries of a filter as a file of JSON lines. @returns whether it could be had */
export async function saveAudit(filter: AuditFilter): Promise<boolean> {
  const headers = { accept: "application/x-ndjson" };
  const response = await fetch(addressOf("GET /api/audit", { query: filter }), { headers }).catch(() => null);
  if (!response?.ok) return false;
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download =
    /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? "audit";
  link.click();
  URL.revokeObjectURL(address);
  return true;
}
