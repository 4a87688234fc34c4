import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { askerCases, cameOf } from "@/lib/testing/asker-cases";
import { reviewed } from "./reviewed";

await askerCases(
  "a client of the Model Context Protocol",
  ({ url, key, fetch, effect }) =>
    async (work, signal) => {
      const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode: "auto" } });
      const headers = { authorization: `Bearer ${key}` };
      await client.connect(
        new StreamableHTTPClientTransport(new URL(`${url}/api/mcp`), { fetch, requestInit: { headers } }),
      );
      const asked = work.questions.map(async (question, at) =>
        cameOf(await reviewed(client, question, `${work.id} ${at}`, signal), effect),
      );
      return Promise.all(asked).finally(() => client.close());
    },
);
