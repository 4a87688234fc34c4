"use client";

import { DownloadIcon } from "lucide-react";
import { useState } from "react";
import { type AuditFilter, useAudit } from "@/components/api/audit";
import { addressOf } from "@/components/api/call";
import { Blank } from "@/components/shell/blank";
import { notify } from "@/components/shell/notify";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import { ListPending, SettingsPage } from "../settings-page";
import { AuditFilters } from "./audit-filters";
import { AuditRow } from "./audit-row";

/** Saves all entries of a filter as a file of JSON lines. @returns whether it could be had */
async function saveAudit(filter: AuditFilter): Promise<boolean> {
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

/** Who did what outside of runs, the newest first. */
export function AuditLog() {
  const { audit, shell } = useAdminText();
  const [filter, setFilter] = useState<AuditFilter>({});
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useAudit(filter);
  return (
    <SettingsPage title={shell.sections.audit} hint={audit.hint} action={<Export filter={filter} />}>
      <AuditFilters filter={filter} onChange={setFilter} />
      {!data ? (
        <ListPending error={error} onAgain={() => void refetch()} />
      ) : data.length === 0 ? (
        <div className="grid min-h-60 rounded-xl border border-dashed">
          <Blank seed="audit" title={audit.none} hint={audit.noneHint} />
        </div>
      ) : (
        <ol className="divide-y rounded-xl border bg-card shadow-xs">
          {data.map((entry) => (
            <AuditRow key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
      {hasNextPage && (
        <Button
          variant="outline"
          className="justify-self-center"
          disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {audit.more}
        </Button>
      )}
    </SettingsPage>
  );
}

function Export({ filter }: { filter: AuditFilter }) {
  const { audit } = useAdminText();
  const [isSaving, setSaving] = useState(false);
  const save = async () => {
    setSaving(true);
    if (!(await saveAudit(filter))) notify(audit.exportFailed, "failed");
    setSaving(false);
  };
  return (
    <Button variant="outline" disabled={isSaving} onClick={() => void save()}>
      <DownloadIcon aria-hidden />
      {audit.export}
    </Button>
  );
}
