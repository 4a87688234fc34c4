import { randomUUID } from "node:crypto";
import Replicate from "replicate";
import { expect, test } from "vitest";
import { testApi } from "@/lib/testing/api";
import { testKey } from "@/lib/testing/app";

const { app, rita, rob, ann, replicate: provider, fetch: reach } = await testApi();
const v1 = "/api/replicate/v1";
const { authorization, id: keyId } = await testKey(app, "requester");
const schema = {
  components: {
    schemas: {
      Input: {
        type: "object",
        required: ["image"],
        properties: { image: { type: "string", format: "uri" }, prompt: { type: "string" } },
      },
      Output: { type: "string", format: "uri" },
    },
  },
};
provider.addModel({ name: "acme/eyes", version: "e1", official: true, openapiSchema: schema });

/** The official client, at an address that the server does not know as its own. */
const replicateAt = (fileEncodingStrategy: "default" | "upload") =>
  new Replicate({
    auth: authorization.replace("Bearer ", ""),
    baseUrl: `http://desk.example.com:8080${v1}`,
    fetch: reach,
    fileEncodingStrategy,
  });
const picture = () =>
  Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1"), Buffer.from(randomUUID())]);

async function approved(): Promise<void> {
  const where = { ownerId: keyId, status: "awaiting_human" as const };
  const waiting = () => app.db.prisma.run.findFirst({ where });
  await expect.poll(waiting, { timeout: 15_000 }).not.toBeNull();
  await ann.decide((await waiting())?.id ?? "", "approve");
}

test.each(["default", "upload"] as const)(
  "the client uploads a Buffer or a Blob by itself (%s), and its very bytes go to Replicate",
  async (strategy) => {
    const client = replicateAt(strategy);
    for (const image of [picture(), new Blob([new Uint8Array(picture())], { type: "image/png" })]) {
      const running = client.run("acme/eyes", { input: { image, prompt: "what is it" } });
      await approved();
      await running;
      const sent = provider.uploads.at(-1);
      const bytes = image instanceof Blob ? Buffer.from(await image.arrayBuffer()) : image;
      expect(sent?.bytes.equals(bytes)).toBe(true);
      expect(provider.predictions.at(-1)?.input).toEqual({ image: sent?.url, prompt: "what is it" });
    }
  },
);

test("files are created, shown, listed page by page and deleted as Replicate describes", async () => {
  const client = replicateAt("upload");
  const bytes = new Uint8Array(picture());
  const file = await client.files.create(new File([bytes], "photo.png"), { ticket: 17 });
  expect(file).toMatchObject({
    name: "photo.png",
    content_type: "image/png",
    size: bytes.length,
    metadata: { ticket: 17 },
    urls: { get: `http://localhost:3000${v1}/files/${file.id}` },
  });
  expect(await client.files.get(file.id)).toEqual(file);
  const { results } = await client.files.list();
  expect(results.map(({ id }: { id: string }) => id)).toContain(file.id);
  expect((await rob.get(`${v1}/files/${file.id}`)).status).toBe(404);
  expect((await (await rob.get(`${v1}/files`)).json()).results).toEqual([]);
  expect(await client.files.delete(file.id)).toBe(true);
  await expect(client.files.get(file.id)).rejects.toThrow("404");
});

test("what is no upload is refused in Replicate's shape", async () => {
  const form = new FormData();
  form.append("file", new Blob(["x"]), "x.txt");
  const response = await rita.send("POST", `${v1}/files`, { body: form });
  expect(response.status).toBe(422);
  expect((await rita.get(`${v1}/files?cursor=x`)).status).toBe(422);
});

test("a prediction of a deployment is one of the model and version that it has released", async () => {
  const client = replicateAt("upload");
  const image = "https://files.test/a.png";
  const made = await client.deployments.predictions.create("acme", "eyes", { input: { image } });
  expect(made).toMatchObject({ model: "acme/eyes", version: "e1", status: "starting", input: { image } });
  await approved();
  const sent = provider.requests.findLast(({ route }) => route === "create_prediction");
  expect(sent?.body).toMatchObject({ version: "e1", input: { image } });
});
