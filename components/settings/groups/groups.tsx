"use client";

import { PlusIcon } from "lucide-react";
import { useState } from "react";
import { useGroups } from "@/components/api/groups";
import { Blank } from "@/components/shell/blank";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import type { Group } from "@/lib/contracts/groups";
import { ListPending, SettingsPage } from "../settings-page";
import { Away } from "./away";
import { GroupDialog } from "./group-dialog";
import { GroupRow } from "./group-row";

/** Who looks at which questions, to whom they go on, and who is away. */
export function Groups() {
  const { groups: words, shell } = useAdminText();
  const { data, error, refetch } = useGroups();
  const [editing, setEditing] = useState<Group | "new" | null>(null);
  return (
    <>
      <SettingsPage
        title={shell.sections.groups}
        hint={words.hint}
        action={
          <Button onClick={() => setEditing("new")}>
            <PlusIcon aria-hidden />
            {words.add}
          </Button>
        }
      >
        {!data ? (
          <ListPending error={error} onAgain={() => void refetch()} />
        ) : data.length === 0 ? (
          <div className="grid min-h-60 rounded-xl border border-dashed">
            <Blank seed="groups" title={words.none} hint={words.noneHint} />
          </div>
        ) : (
          <ul
            aria-label={words.list}
            className="divide-y overflow-hidden rounded-xl border bg-card shadow-xs"
          >
            {data.map((group) => (
              <GroupRow key={group.id} group={group} groups={data} onEdit={() => setEditing(group)} />
            ))}
          </ul>
        )}
        <Away />
      </SettingsPage>
      {editing !== null && (
        <GroupDialog
          opened={editing === "new" ? null : editing}
          present={data?.find(({ id }) => editing !== "new" && id === editing.id) ?? null}
          groups={data ?? []}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}
