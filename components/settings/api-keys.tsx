"use client";

import { useApiKeys } from "@/components/api/api-keys";
import { Blank } from "@/components/shell/blank";
import { useAdminText } from "@/components/text/admin-text";
import { AddKey } from "./add-key";
import { KeyRow } from "./key-row";
import { ListPending, SettingsPage } from "./settings-page";

/** The keys of programs; never the keys themselves. */
export function ApiKeys() {
  const { settings, shell } = useAdminText();
  const { data, error, refetch } = useApiKeys();
  return (
    <SettingsPage title={shell.sections.keys} hint={settings.keys.hint} action={<AddKey />}>
      {!data ? (
        <ListPending error={error} onAgain={() => void refetch()} />
      ) : data.length === 0 ? (
        <Blank seed="keys" title={settings.keys.empty} hint={settings.keys.emptyHint} />
      ) : (
        <ul className="divide-y overflow-hidden rounded-xl border bg-card shadow-xs">
          {data.map((key) => (
            <KeyRow key={key.id} apiKey={key} />
          ))}
        </ul>
      )}
    </SettingsPage>
  );
}
