"use client";

import { useState } from "react";
import { useGroups } from "@/components/api/groups";
import { useAdminText } from "@/components/text/admin-text";
import type { Group } from "@/lib/contracts/groups";
import { ListPage } from "../list-page";
import { Away } from "./away";
import { GroupDialog } from "./group-dialog";
import { GroupRow } from "./group-row";

/** Who looks at which questions, to whom they go on, and who is away. */
export function Groups() {
  const { groups: words, shell } = useAdminText();
  const list = useGroups();
  const [editing, setEditing] = useState<Group | "new" | null>(null);
  return (
    <>
      <ListPage
        title={shell.sections.groups}
        hint={words.hint}
        add={words.add}
        onAdd={() => setEditing("new")}
        list={list}
        blank={{ seed: "groups", title: words.none, hint: words.noneHint }}
        below={<Away />}
      >
        {(groups) => (
          <ul
            aria-label={words.list}
            className="divide-y overflow-hidden rounded-xl border bg-card shadow-xs"
          >
            {groups.map((group) => (
              <GroupRow key={group.id} group={group} groups={groups} onEdit={() => setEditing(group)} />
            ))}
          </ul>
        )}
      </ListPage>
      {editing !== null && (
        <GroupDialog
          opened={editing === "new" ? null : editing}
          present={list.data?.find(({ id }) => editing !== "new" && id === editing.id) ?? null}
          groups={list.data ?? []}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}
