import { expect, test } from "vitest";
import { ModelDetail } from "@/lib/contracts/catalogue";
import { exactly, problemOf, testApi } from "@/lib/testing/api";

const { ada, ann, rita, nobody } = await testApi();
const models = "/api/hitl/models";
const plain = { name: "acme/plain", example_input: { prompt: "hi" } };

test("an admin adds a model, which a create may name at once; adding it again brings it up to date", async () => {
  const added = await ada.post(models, { model: plain });
  expect(added.status).toBe(201);
  expect(exactly(ModelDetail, await added.json())).toMatchObject({
    ref: "replicate:acme/plain",
    version: null,
  });
  const run = await rita.create({ model: "replicate:acme/plain", prompt: "hello" });
  expect(run.suggested_payload).toEqual({ prompt: "hello" });

  const again = await ada.post(models, { model: { ...plain, latest_version: "v2" } });
  expect(again.status).toBe(200);
  expect(await again.json()).toMatchObject({ version: "v2" });
});

test("nobody else may", async () => {
  for (const client of [rita, ann]) await problemOf(await client.post(models, { model: plain }), "forbidden");
  await problemOf(await nobody.post(models, { model: plain }), "unauthenticated");
});

test("what describes no model is refused where it is wrong", async () => {
  const problem = await problemOf(await ada.post(models, { model: { hello: 1 } }), "validation_error");
  expect(problem.errors).toMatchObject([{ pointer: "/model" }]);
  await problemOf(await ada.post(models, {}), "validation_error");
  await problemOf(await ada.post(models, { name: "no/such" }), "not_found");
});

test("an admin sets a model's price and takes a model out, and nobody else may", async () => {
  await ada.post(models, { model: plain });
  const address = `${models}/replicate/acme/plain`;
  const headers = { "content-type": "application/json" };
  const price = { amount_usd: 0.02, per: "call" };
  const priced = (client: typeof ada) =>
    client.send("PATCH", address, { headers, body: JSON.stringify({ price }) });
  await problemOf(await priced(ann), "forbidden");
  expect(exactly(ModelDetail, await (await priced(ada)).json())).toMatchObject({
    price,
    estimated_cost: { amount: 0.02 },
  });
  await problemOf(await rita.send("DELETE", address), "forbidden");
  expect((await ada.send("DELETE", address)).status).toBe(204);
  await problemOf(await ada.get(address), "not_found");
});
