import { afterEach, describe, expect, test, vi } from "vitest";
import { Sessions } from "@/lib/contracts/sessions";
import { identity } from "@/lib/http/route/identity";
import { Client, exactly, problemOf, testApi } from "@/lib/testing/api";
import { testKey, testPerson } from "@/lib/testing/app";
import { openStream, type Stream } from "@/lib/testing/stream";

const { app, ada } = await testApi({ sessions: { idle: 3_600_000, longest: 86_400_000 } });
// Somebody must be left who may do all this.
await testPerson(app, "admin");
const origin = "http://localhost:3000";
const browser = { origin, host: "localhost:3000", "content-type": "application/json" };

afterEach(() => {
  vi.useRealTimers();
});

function ask(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  const request = { method: "POST", headers: { ...browser, ...headers }, body: JSON.stringify(body) };
  return identity(new Request(`${origin}/api/auth${path}`, request));
}

/** Somebody who is signed in, and their browser. */
async function someone(role: "requester" | "reviewer" | "admin" = "reviewer") {
  const person = await testPerson(app, role);
  return { ...person, browser: new Client(person.id, { cookie: person.cookie, ...browser }) };
}

type Someone = Awaited<ReturnType<typeof someone>>;

/** Another browser in which they sign in. */
async function again({ id, email, password }: Someone, agent = "Another browser"): Promise<Client> {
  const response = await ask("/sign-in/email", { email, password }, { "user-agent": agent });
  const cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  return new Client(id, { cookie, ...browser });
}

async function sessions(client: Client, id: string) {
  return exactly(Sessions, await (await client.get(`/api/people/${id}/sessions`)).json()).data;
}

const status = async (client: Client) => (await client.get("/api/me")).status;
/** As the desk asks while somebody touches it. */
const working = async (client: Client) =>
  (await client.get("/api/me", { "x-countersign-active": "1" })).status;

/** A live stream that is open. */
async function stream(client: Client): Promise<Stream> {
  const opened = await openStream(client, "/api/hitl/events");
  await opened.until(({ event }) => event === "connected");
  return opened;
}

describe("sessions", () => {
  test("are listed for their owner and for admins, the asking one marked, and for nobody else", async () => {
    const ann = await someone();
    await again(ann, "Firefox on a boat");
    const own = await sessions(ann.browser, ann.id);
    expect(own.map(({ current, user_agent }) => [current, user_agent])).toEqual([
      [false, "Firefox on a boat"],
      [true, null],
    ]);
    expect((await sessions(ada, ann.id)).map(({ current }) => current)).toEqual([false, false]);
    const other = await someone();
    for (const [method, path] of [
      ["GET", ""],
      ["DELETE", ""],
      ["DELETE", `/${own[0]?.id}`],
    ] as const)
      await problemOf(await other.browser.send(method, `/api/people/${ann.id}/sessions${path}`), "forbidden");
    expect(JSON.stringify(own)).not.toContain("token");
  });

  test("one by one and all but the asking one end at once", async () => {
    const ann = await someone();
    const [one, two] = [await again(ann), await again(ann)];
    const [newest] = await sessions(ann.browser, ann.id);
    const address = `/api/people/${ann.id}/sessions`;
    expect((await ann.browser.send("DELETE", `${address}/${newest?.id}`)).status).toBe(204);
    expect(await Promise.all([status(one), status(two), status(ann.browser)])).toEqual([200, 401, 200]);
    await problemOf(await ann.browser.send("DELETE", `${address}/${newest?.id}`), "not_found");
    expect((await ann.browser.send("DELETE", address)).status).toBe(204);
    expect(await Promise.all([status(one), status(ann.browser)])).toEqual([401, 200]);
    expect((await ada.send("DELETE", address)).status).toBe(204);
    expect(await status(ann.browser)).toBe(401);
  });

  test("of another person cannot be ended by naming them as one's own", async () => {
    const [ann, bob] = [await someone(), await someone()];
    const [his] = await sessions(bob.browser, bob.id);
    const path = `/api/people/${ann.id}/sessions/${his?.id}`;
    await problemOf(await ann.browser.send("DELETE", path), "not_found");
    expect(await status(bob.browser)).toBe(200);
  });

  test("that nothing is done with end by themselves, and live streams do not keep them alive", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const ann = await someone();
    vi.setSystemTime(Date.now() + 3_000_000);
    expect(await working(ann.browser)).toBe(200);
    vi.setSystemTime(Date.now() + 3_000_000);
    expect((await ann.browser.post("/api/hitl/runs/next")).status).not.toBe(401);
    vi.setSystemTime(Date.now() + 3_000_000);
    // What an open tab asks for by itself is nobody's work.
    expect(await status(ann.browser)).toBe(200);
    const live = await stream(ann.browser);
    vi.setSystemTime(Date.now() + 600_000);
    expect(await sessions(ada, ann.id)).toEqual([]);
    await problemOf(await ann.browser.get("/api/me"), "unauthenticated");
    expect(await app.db.prisma.session.count({ where: { userId: ann.id } })).toBe(0);
    await live.close();
  });

  test("end when their time is over, whatever is done with them", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const ann = await someone();
    for (let minutes = 0; minutes < 1_440; minutes += 45) {
      expect(await working(ann.browser), `after ${minutes} minutes`).toBe(200);
      vi.setSystemTime(Date.now() + 45 * 60_000);
    }
    vi.setSystemTime(Date.now() + 1);
    expect(await status(ann.browser)).toBe(401);
  });

  test("but the asking one end with a change of the password, asked for or not", async () => {
    const ann = await someone();
    const other = await again(ann);
    const change = { currentPassword: ann.password, newPassword: "a harbour full of herons" };
    const response = await ask("/change-password", change, { cookie: ann.cookie });
    expect(response.status).toBe(200);
    expect(await Promise.all([status(other), status(ann.browser)])).toEqual([401, 401]);
    const cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    expect(await status(new Client(ann.id, { cookie }))).toBe(200);
  });
});

describe("no stream outlives the right to it, not by a heartbeat", () => {
  const ends: Record<string, (ann: Someone) => Promise<unknown>> = {
    "a session that was ended": async ({ id }) => ada.send("DELETE", `/api/people/${id}/sessions`),
    "a person who was disabled": async ({ id }) =>
      ada.send("PATCH", `/api/people/${id}`, {
        body: JSON.stringify({ disabled: true }),
        headers: { "content-type": "application/json" },
      }),
    "a session that was signed out of": async ({ cookie }) => ask("/sign-out", {}, { cookie }),
  };

  test.each(Object.entries(ends))("%s", async (_, end) => {
    const ann = await someone();
    const live = await stream(ann.browser);
    await end(ann);
    expect(await live.next()).toBeNull();
  });

  test("a key that was revoked, and one whose owner was disabled", async () => {
    const ann = await someone();
    const owned = { name: "ann's", role: "reviewer", owner_user_id: ann.id };
    const { id, key } = await (await ada.post("/api/keys", owned)).json();
    const { authorization, id: loose } = await testKey(app, "reviewer");
    const [hers, nobodys] = [
      await stream(new Client(id, { authorization: `Bearer ${key}` })),
      await stream(new Client(loose, { authorization })),
    ];
    await ada.send("DELETE", `/api/keys/${loose}`);
    expect(await nobodys.next()).toBeNull();
    await ends["a person who was disabled"]?.(ann);
    expect(await hers.next()).toBeNull();
  });
});
