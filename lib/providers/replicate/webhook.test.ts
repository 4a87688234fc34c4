import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type ReplicateServer, startReplicateServer } from "@/lib/providers/replicate/fixtures/server";
import { signWebhook } from "@/lib/providers/replicate/fixtures/webhooks";
import { createReplicate } from "./provider";

const never = new AbortController().signal;
const body = '{"id":"rp1","status":"succeeded"}';

let server: ReplicateServer;
let time: Date;
beforeEach(async () => {
  time = new Date("2026-03-01T12:00:00.000Z");
  server = await startReplicateServer({ now: () => time });
});
afterEach(() => server.close());

function check(webhookSecret: string | null = server.webhookSecret) {
  const { verifyWebhook } = createReplicate({
    token: server.token,
    baseUrl: server.url,
    webhookSecret,
    now: () => time,
  });
  if (!verifyWebhook) throw new Error("Replicate sends webhooks");
  return (headers: Record<string, string>, text = body) =>
    verifyWebhook({ headers: new Headers(headers), body: text }, never);
}

const signed = (at = time, text = body) => signWebhook("msg_1", at, text, server.webhookSecret);

describe("a webhook", () => {
  test("is Replicate's when it is signed with the account's secret", async () => {
    expect(await check()(signed())).toEqual({ id: "msg_1", predictionId: "rp1" });
    expect(server.requests).toEqual([]);
  });

  test("may carry several signatures while the secret is being changed", async () => {
    const headers = signed();
    headers["webhook-signature"] = `v1,AAAA ${headers["webhook-signature"]}`;
    expect(await check()(headers)).not.toBeNull();
  });

  test.each([
    ["another body", (headers: Record<string, string>) => [headers, '{"id":"rp2"}'] as const],
    ["another id", (headers: Record<string, string>) => [{ ...headers, "webhook-id": "msg_2" }] as const],
    ["no id", ({ "webhook-id": _, ...headers }: Record<string, string>) => [headers] as const],
    ["no signature", ({ "webhook-signature": _, ...headers }: Record<string, string>) => [headers] as const],
    ["no time", ({ "webhook-timestamp": _, ...headers }: Record<string, string>) => [headers] as const],
    [
      "a time in words",
      (headers: Record<string, string>) => [{ ...headers, "webhook-timestamp": "now" }] as const,
    ],
    [
      "a broken signature",
      (headers: Record<string, string>) => [{ ...headers, "webhook-signature": "v1" }] as const,
    ],
    ["no body", (headers: Record<string, string>) => [headers, ""] as const],
  ])("is nobody's with %s", async (_what, changed) => {
    const [headers, text] = changed(signed());
    expect(await check()(headers, text)).toBeNull();
  });

  test("is nobody's under another secret, or when what was signed is no report", async () => {
    expect(await check("whsec_b3RoZXI=")(signed())).toBeNull();
    expect(await check("not base64!")(signed())).toBeNull();
    for (const text of ["[]", "{}", "nonsense"]) expect(await check()(signed(time, text), text)).toBeNull();
  });

  test("counts for five minutes, by either clock", async () => {
    const minutes = (n: number) => new Date(time.getTime() + n * 60_000);
    for (const n of [-5, 5]) expect(await check()(signed(minutes(n)))).not.toBeNull();
    for (const n of [-6, 6]) expect(await check()(signed(minutes(n)))).toBeNull();
  });

  test("is checked with a secret that was fetched once when the settings have none", async () => {
    const verify = check(null);
    expect(await Promise.all([verify(signed()), verify(signed())])).not.toContain(null);
    expect(await verify(signed())).not.toBeNull();
    expect(server.requests.map(({ route }) => route)).toEqual(["webhook_secret"]);
  });

  test("cannot be checked while the secret cannot be had, and that is not asked for at every knock", async () => {
    const verify = check(null);
    server.nextAnswers("webhook_secret", { kind: "status", status: 500 });
    for (let n = 0; n < 3; n++) expect(await verify(signed())).toBeNull();
    expect(server.requests).toHaveLength(1);
    time = new Date(time.getTime() + 60_000);
    expect(await verify(signed())).not.toBeNull();
  });

  test("that is too old or unsigned makes nobody fetch anything", async () => {
    const verify = check(null);
    await verify({});
    await verify(signed(new Date(0)));
    expect(server.requests).toEqual([]);
  });
});
