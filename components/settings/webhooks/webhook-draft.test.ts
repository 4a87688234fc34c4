import { expect, test } from "vitest";
import type { Webhook } from "@/lib/contracts/webhooks";
import { changesOf, draftOf, ticked, webhookOf } from "./webhook-draft";

const webhook: Webhook = {
  id: "whe_1",
  name: "The shop",
  url: "https://shop.example/hook?token=••••",
  events: ["run.awaiting_human", "run.failed"],
  for: { model: "*/film*" },
  enabled: true,
  disabled: null,
  failing_since: null,
  earlier_secret_until: null,
  created_at: "2026-11-28T08:00:00.000Z",
  updated_at: "2026-11-28T08:00:00.000Z",
};

test("a webhook that is opened and saved again changes nothing, its address least of all", () => {
  const { name, url, events, for: whose } = webhook;
  expect(webhookOf(draftOf(webhook))).toEqual({ name, url, events, for: whose });
  expect(changesOf(draftOf(webhook), webhook)).toEqual({});
});

test("only what was changed is sent, events in the order of the list", () => {
  const draft = draftOf(webhook);
  expect(changesOf({ ...draft, events: ticked(draft, "run.completed") }, webhook)).toEqual({
    events: ["run.awaiting_human", "run.completed", "run.failed"],
  });
  expect(ticked(draft, "run.failed")).toEqual(["run.awaiting_human"]);
});
