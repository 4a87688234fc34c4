import { describe, expect, it } from "vitest";
import { signWebhook } from "@/lib/providers/replicate/fixtures/webhooks";
import { providerSettings } from "@/lib/providers/settings";
import { testApp } from "@/lib/testing/app";
import { GET, POST } from "./route";

const secret = "whsec_dGVzdA==";
const app = await testApp({ providers: providerSettings({ REPLICATE_WEBHOOK_SECRET: secret }) });
const address = "http://127.0.0.1/api/webhooks/replicate";
const body = '{"id":"rp1","status":"succeeded"}';

function post(headers: Record<string, string>, text = body, query = ""): Promise<Response> {
  return postTo("replicate", new Request(`${address}${query}`, { method: "POST", headers, body: text }));
}

function postTo(provider: string, request: Request): Promise<Response> {
  return POST(request, { params: Promise.resolve({ provider }) });
}

const signed = (id: string, at = new Date()) => signWebhook(id, at, body, secret);

describe("POST /api/webhooks/replicate", () => {
  it("takes what Replicate signed, once, whatever the address says", async () => {
    expect((await post(signed("msg_1"), body, "?attempt=run_1.1")).status).toBe(200);
    expect((await post(signed("msg_2"), body, "?attempt=..&other=c")).status).toBe(200);
    expect((await post(signed("msg_1"), body, "?attempt=run_1.1")).status).toBe(401);
  });

  it("refuses everything else with 401, and keeps nothing of it", async () => {
    const before = await app.db.prisma.idempotencyRecord.count();
    const old = new Date(Date.now() - 6 * 60_000);
    const tries = [
      post({}),
      post({}, "nonsense"),
      post({}, ""),
      post(signed("msg_3"), body.replace("rp1", "rp2")),
      post(signed("msg_3", old)),
      post(signWebhook("msg_3", new Date(), body, "whsec_b3RoZXI=")),
      post({ authorization: "Bearer nobody", cookie: "session=1" }),
    ];
    const answers = await Promise.all(tries);
    expect(answers.map(({ status }) => status)).toEqual(tries.map(() => 401));
    expect(await answers[0]?.json()).toMatchObject({ code: "unauthenticated" });
    expect(await app.db.prisma.idempotencyRecord.count()).toBe(before);
    expect((await post(signed("msg_3"))).status).toBe(200);
  });

  it("knows no provider that is not there", async () => {
    for (const provider of ["nobody", "constructor"]) {
      const sent = new Request(address, { method: "POST", headers: signed("msg_4"), body });
      const answer = await postTo(provider, sent);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ code: "not_found" });
    }
  });

  it("is no page to look at", async () => {
    const answer = await GET(new Request(address));
    expect(answer.status).toBe(405);
  });
});
