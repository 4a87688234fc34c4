import { expect, test } from "vitest";
import { Group } from "@/lib/contracts/groups";
import { Person } from "@/lib/contracts/people";
import type { Role } from "@/lib/contracts/words";
import { createPerson } from "@/lib/services/people/create-person";
import { Client, exactly, problemOf, testApi } from "@/lib/testing/api";
import { testAdmin, testPerson } from "@/lib/testing/app";

const { app, ann, bob, ada, rita } = await testApi();
const groups = "/api/hitl/groups";
const soon = () => new Date(Date.now() + 3_600_000).toISOString();

async function person(name: string, role: Role): Promise<string> {
  const email = `${name.toLowerCase()}@example.com`;
  return (
    await createPerson(app, testAdmin, { name, email, password: "correct horse battery", role }, new Date())
  ).id;
}

const grace = await person("Grace", "reviewer");
const hugo = await person("Hugo", "reviewer");
const ruth = await person("Ruth", "requester");

const sendJson = (method: string, path: string, body: object, who = ada) =>
  who.send(method, path, { body: JSON.stringify(body), headers: { "content-type": "application/json" } });

async function group(body: object): Promise<Group> {
  const response = await ada.post(groups, body);
  expect(response.status).toBe(201);
  return exactly(Group, await response.json());
}

async function away(id: string, body: object): Promise<Person> {
  const response = await sendJson("PUT", `/api/people/${id}/absence`, body);
  expect(response.status).toBe(200);
  return exactly(Person, await response.json());
}

async function seats(id: string): Promise<string[]> {
  const { data } = await (await ann.get(groups)).json();
  return data.find((one: Group) => one.id === id).seated.map(({ id }: { id: string }) => id);
}

async function awayOf(id: string): Promise<Group["away"]> {
  const { data } = await (await ann.get(groups)).json();
  return data.find((one: Group) => one.id === id).away;
}

test("an admin makes a group of people and keys who may decide; nobody else makes one, and reviewers see it", async () => {
  const made = await group({
    name: "Film",
    when: { operation_type: "video_*", metadata: { team: "press" } },
    members: [grace, ann.id, grace],
  });
  expect(made.members).toEqual([
    { kind: "user", id: grace, name: "Grace" },
    { kind: "api_key", id: ann.id, name: expect.any(String) },
  ]);
  expect(made.seated).toEqual(made.members);
  const changed = await sendJson("PATCH", `${groups}/${made.id}`, { members: [hugo] });
  expect(exactly(Group, await changed.json())).toMatchObject({ name: "Film", members: [{ id: hugo }] });
  for (const who of [ann, rita]) {
    await problemOf(await who.post(groups, { name: "Mine" }), "forbidden");
    await problemOf(await sendJson("PATCH", `${groups}/${made.id}`, { name: "x" }, who), "forbidden");
    await problemOf(await who.send("DELETE", `${groups}/${made.id}`), "forbidden");
  }
  await problemOf(await rita.get(groups), "forbidden");
  expect(await seats(made.id)).toEqual([hugo]);
  expect((await ada.send("DELETE", `${groups}/${made.id}`)).status).toBe(204);
  await problemOf(await ada.send("DELETE", `${groups}/${made.id}`), "not_found");
});

test("nobody is a member who may not decide, and no two groups have one name", async () => {
  const { errors } = await problemOf(
    await ada.post(groups, { name: "Law", members: [grace, ruth, rita.id, "nobody"] }),
    "validation_error",
  );
  expect(errors?.map(({ pointer }) => pointer)).toEqual(["/members/1", "/members/2", "/members/3"]);
  const { id } = await group({ name: "Law" });
  await problemOf(await ada.post(groups, { name: "Law" }), "conflict");
  const other = await group({ name: "Press" });
  await problemOf(await sendJson("PATCH", `${groups}/${other.id}`, { name: "Law" }), "conflict");
  await problemOf(
    await sendJson("PATCH", `${groups}/${id}`, { when: { cost_over_usd: 1 } }),
    "validation_error",
  );
});

test("who is away gives their seat to who stands in, until then and no longer", async () => {
  const { id } = await group({ name: "Music", members: [grace, bob.id] });
  const until = soon();
  expect((await away(grace, { until, stand_in: hugo })).absence).toEqual({ until, stand_in: hugo });
  expect(await seats(id)).toEqual([hugo, bob.id]);
  expect(await awayOf(id)).toEqual([
    {
      person: { kind: "user", id: grace, name: "Grace" },
      until,
      stand_in: { kind: "user", id: hugo, name: "Hugo" },
    },
  ]);
  const { data } = await (await ada.get("/api/people")).json();
  expect(data.find((one: Person) => one.id === grace).absence).toEqual({ until, stand_in: hugo });
  await app.db.prisma.absence.update({ where: { personId: grace }, data: { until: new Date() } });
  expect(await seats(id)).toEqual([grace, bob.id]);
  expect(await awayOf(id)).toEqual([]);
  await away(grace, { until });
  expect(await seats(id)).toEqual([bob.id]);
  expect((await away(grace, { until: null })).absence).toBeNull();
  expect(await seats(id)).toEqual([grace, bob.id]);
});

test("people say of themselves that they are away", async () => {
  const { id, cookie } = await testPerson(app, "reviewer");
  const self = new Client(id, { cookie, origin: "http://localhost:3000" });
  const until = soon();
  const said = await sendJson("PUT", `/api/people/${id}/absence`, { until, stand_in: grace }, self);
  expect(exactly(Person, await said.json()).absence).toEqual({ until, stand_in: grace });
});

test("nobody is sent away by a colleague, nor stands in who may not decide", async () => {
  const absence = `/api/people/${grace}/absence`;
  await problemOf(await sendJson("PUT", absence, { until: soon() }, ann), "forbidden");
  await problemOf(await sendJson("PUT", absence, { until: soon() }, rita), "forbidden");
  for (const wrong of [
    { until: soon(), stand_in: ruth },
    { until: soon(), stand_in: grace },
    { until: "2020-01-01T00:00:00Z" },
    { stand_in: hugo },
  ])
    await problemOf(await sendJson("PUT", absence, wrong), "validation_error");
  await problemOf(await sendJson("PUT", "/api/people/nobody/absence", { until: null }), "not_found");
});

test("a row of what waits says for which groups it is, which of them are yours, and to whom it goes later", async () => {
  for (const { id } of (await (await ada.get(groups)).json()).data)
    await ada.send("DELETE", `${groups}/${id}`);
  const boss = await group({ name: "Boss", when: { provider: "nobody" }, members: [bob.id] });
  const escalate = { after_seconds: 600, to: boss.id };
  const pictures = await group({
    name: "Pictures",
    when: { operation_type: "image_*" },
    members: [ann.id],
    escalate,
  });
  await group({ name: "Film", when: { operation_type: "video_*" }, members: [ann.id] });
  const { run_id } = await rita.create();
  const rowOf = async (who: Client) => {
    const page = await (await who.get(`/api/hitl/runs?ids=${run_id}`)).json();
    return page.data[0];
  };
  const row = await rowOf(ann);
  const later = new Date(Date.parse(row.waiting_since) + 600_000).toISOString();
  expect(row.groups).toEqual([
    { id: pictures.id, name: "Pictures", yours: true, seats: 1, since: row.waiting_since },
    { id: boss.id, name: "Boss", yours: false, seats: 1, since: later },
  ]);
  expect((await rowOf(bob)).groups.map(({ yours }: { yours: boolean }) => yours)).toEqual([false, true]);
  expect((await rowOf(rita)).groups).toEqual([]);
  for (const to of [pictures.id, "grp_gone"])
    await problemOf(
      await sendJson("PATCH", `${groups}/${pictures.id}`, { escalate: { after_seconds: 60, to } }),
      "validation_error",
    );
  await ada.send("DELETE", `${groups}/${boss.id}`);
  expect((await rowOf(ann)).groups).toHaveLength(1);
  await ann.decide(run_id, "reject");
  expect((await rowOf(ann)).groups).toEqual([]);
});

test("a group that somebody changed meanwhile is neither changed nor deleted as it was seen before", async () => {
  const seen = await group({ name: "Seen", members: [grace] });
  const path = `${groups}/${seen.id}`;
  const first = await sendJson("PATCH", path, { members: [grace, hugo], version: seen.version });
  const { version } = exactly(Group, await first.json());
  expect(version).not.toBe(seen.version);
  const late = await problemOf(
    await sendJson("PATCH", path, { members: [], version: seen.version }),
    "conflict",
  );
  expect(late.said?.code).toBe("group_overtaken");
  await problemOf(await ada.send("DELETE", `${path}?version=${seen.version}`), "conflict");
  expect((await sendJson("PATCH", path, { name: "Seen again", version })).status).toBe(200);
  const both = await Promise.all(
    ["one", "two"].map((name) => sendJson("PATCH", path, { name, version: "sha256:no" })),
  );
  expect(both.map(({ status }) => status)).toEqual([409, 409]);
  expect((await ada.send("DELETE", path)).status).toBe(204);
});
