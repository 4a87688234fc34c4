import { describe, expect, test } from "vitest";
import { ModelDetail, ModelSummary, ProviderView } from "@/lib/contracts/catalogue";
import { page } from "@/lib/contracts/run";
import { exactly, problemOf, testApi } from "@/lib/testing/api";

const { rita, nobody } = await testApi();
const models = "/api/hitl/models";

async function list(query = "") {
  return exactly(page(ModelSummary), await (await rita.get(`${models}${query}`)).json());
}

test("the providers are listed with what they can do", async () => {
  const { data } = exactly(page(ProviderView), await (await rita.get("/api/hitl/providers")).json());
  expect(data).toMatchObject([
    { name: "sandbox", tool: "sandbox-agent-tool", configured: true, sandbox: true },
    { name: "replicate", tool: "replicate-agent-tool", configured: true, sandbox: false },
    { name: "openai", tool: "openai-agent-tool", configured: false, sandbox: false },
    { name: "anthropic", tool: "anthropic-agent-tool", configured: false, sandbox: false },
    { name: "external", configured: true, sandbox: false },
  ]);
});

describe("the models", () => {
  test("are listed with the sandbox first, by provider and by words", async () => {
    const all = await list();
    expect(all.data.slice(0, 3).every(({ provider }) => provider === "sandbox")).toBe(true);
    expect((await list("?provider=sandbox")).data).toHaveLength(3);
    expect((await list("?q=FLUX%20schnell")).data[0]?.ref).toBe("replicate:black-forest-labs/flux-schnell");
    expect((await list("?q=nothing-like-it")).data).toEqual([]);
  });

  test("come in pages without gaps or doubles", async () => {
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const next = await list(`?limit=7${cursor && `&cursor=${cursor}`}`);
      seen.push(...next.data.map(({ ref }) => ref));
      cursor = next.next_cursor;
    }
    expect(seen).toEqual((await list("?limit=200")).data.map(({ ref }) => ref));
  });

  test("each has an address with its schemas and example, and its ref makes a run", async () => {
    for (const { provider, name, ref } of (await list("?provider=sandbox")).data) {
      const model = exactly(ModelDetail, await (await rita.get(`${models}/${provider}/${name}`)).json());
      expect(model).toMatchObject({ ref, input_schema: { properties: { prompt: {} } } });
      expect(await rita.create({ model: ref, hitl_config: { policy: "auto" } })).toMatchObject({
        status: "completed",
      });
    }
  });

  test("that are not there are 404, and the like are named", async () => {
    const problem = await problemOf(
      await rita.get(`${models}/replicate/black-forest-labs/flux-schnel`),
      "not_found",
    );
    expect(problem.detail).toContain("flux-schnell");
    for (const path of ["nobody/a/b", "replicate/%00/x", "replicate/a/b%2Fc"]) {
      await problemOf(await rita.get(`${models}/${path}`), "not_found");
    }
  });

  test.each(["limit=0", "limit=201", "cursor=nonsense", "cursor=%F0", "sort=name", "q=%00", "provider="])(
    "refuse %s",
    async (query) => {
      const response = await rita.get(`${models}?${query}`);
      if (query === "provider=") expect((await response.json()).data).toEqual([]);
      else await problemOf(response, "validation_error");
    },
  );

  test("are for those with a key", async () => {
    for (const path of [models, `${models}/sandbox/sandbox/image`, "/api/hitl/providers"]) {
      await problemOf(await nobody.get(path), "unauthenticated");
    }
  });
});
