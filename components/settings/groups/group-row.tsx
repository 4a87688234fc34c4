"use client";

import { useState } from "react";
import { useDeleteGroup } from "@/components/api/groups";
import { Words } from "@/components/run/words";
import { FormDialog } from "@/components/shell/form-dialog";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import type { Group } from "@/lib/contracts/groups";
import { GroupWords } from "./group-words";

interface GroupRowProps {
  group: Group;
  /** All there are, for the names of those that questions go on to. */
  groups: readonly Group[];
  onEdit: () => void;
}

/** A group in words: which questions are its own, who has a seat, and to whom they go on. */
export function GroupRow({ group, groups, onEdit }: GroupRowProps) {
  const { groups: words } = useAdminText();
  const { name } = group;
  return (
    <li className="grid gap-1.5 px-4 py-3.5 sm:px-5">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h3 className="mr-auto min-w-0 text-sm font-medium wrap-anywhere">
          <Words text={name} />
        </h3>
        <Button variant="ghost" size="sm" aria-label={words.editOf(name)} onClick={onEdit}>
          {words.edit}
        </Button>
        <DeleteGroup group={group} />
      </div>
      <GroupWords group={group} groups={groups} />
    </li>
  );
}

function DeleteGroup({ group }: { group: Group }) {
  const { groups: words } = useAdminText();
  const remove = useDeleteGroup();
  // As it was when it was asked for: another group is not deleted by a second press.
  const [meant, setMeant] = useState(group);
  const { name } = group;
  return (
    <FormDialog
      trigger={
        <Button
          variant="ghost"
          size="sm"
          aria-label={words.removeOf(name)}
          onClick={() => {
            setMeant(group);
            remove.reset();
          }}
        >
          {words.remove}
        </Button>
      }
      title={words.removeTitle(name)}
      hint={words.removeHint}
      submit={words.remove}
      grave
      error={remove.error}
      working={remove.isPending}
      onSubmit={(_, close) => remove.mutate(meant, { onSuccess: close })}
    />
  );
}
