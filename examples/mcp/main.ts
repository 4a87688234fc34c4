// KEY=… npx tsx examples/mcp/main.ts
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { reviewed } from "./reviewed.ts";

const desk = process.env.DESK ?? "http://localhost:3000";
const client = new Client({ name: "example", version: "1.0.0" });
const headers = { authorization: `Bearer ${process.env.KEY}` };
await client.connect(
  new StreamableHTTPClientTransport(new URL(`${desk}/api/mcp`), { requestInit: { headers } }),
);
const question = { title: "Send the refund?", arguments: { customer: "ito", amount: 40 } };
console.log(await reviewed(client, question, `refund-${Date.now()}`));
await client.close();
