"use client";

import { useState } from "react";
import { useWebhooks } from "@/components/api/webhooks";
import { useAdminText } from "@/components/text/admin-text";
import type { Webhook } from "@/lib/contracts/webhooks";
import { ListPage } from "../list-page";
import { SecretOnce } from "../secret-once";
import { WebhookDialog } from "./webhook-dialog";
import { WebhookRow } from "./webhook-row";

/** Where the installation tells what becomes of runs, and what it told. */
export function Webhooks() {
  const { webhooks: words, shell } = useAdminText();
  const list = useWebhooks();
  const [editing, setEditing] = useState<Webhook | "new" | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <>
      <ListPage
        title={shell.sections.webhooks}
        hint={words.hint}
        add={words.add}
        onAdd={() => setEditing("new")}
        list={list}
        blank={{ seed: "webhooks", title: words.none, hint: words.noneHint }}
      >
        {(webhooks) => (
          <ul
            aria-label={words.list}
            className="divide-y overflow-hidden rounded-xl border bg-card shadow-xs"
          >
            {webhooks.map((webhook) => (
              <WebhookRow
                key={webhook.id}
                webhook={webhook}
                onEdit={() => setEditing(webhook)}
                onMade={setSecret}
              />
            ))}
          </ul>
        )}
      </ListPage>
      {editing !== null && (
        <WebhookDialog
          opened={editing === "new" ? null : editing}
          onClose={() => setEditing(null)}
          onMade={setSecret}
        />
      )}
      {secret !== null && <SecretOnce words={words} secret={secret} onDone={() => setSecret(null)} />}
    </>
  );
}
