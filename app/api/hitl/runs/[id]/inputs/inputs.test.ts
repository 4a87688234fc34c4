import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { InputView } from "@/lib/contracts/input";
import { problemOf, testApi } from "@/lib/testing/api";

const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const headers: object[] = [];
const files = createServer((request, response) => {
  headers.push(request.headers);
  if (request.url?.startsWith("/a.png"))
    response.writeHead(200, { "content-type": "text/html" }).end(picture);
  else response.writeHead(404).end();
});
await new Promise<void>((resolve) => files.listen(0, "127.0.0.1", resolve));
afterAll(() => new Promise((resolve) => files.close(resolve)));
const host = `127.0.0.1:${(files.address() as AddressInfo).port}`;
const { rita, ann } = await testApi({ inputHosts: [host] });

const there = `http://${host}/a.png?v=1`;
const gone = `http://${host}/gone.png`;
const inside = "http://10.0.0.7/a.png";
const run = await rita.create({ attachments: [there, gone, inside].map((url) => ({ url })) });
const at = (address: string, file = "") =>
  `/api/hitl/runs/${run.run_id}/inputs${file}?${new URLSearchParams({ address })}`;
const look = async (address: string) => InputView.parse(await (await ann.get(at(address))).json());

test("a reviewer is shown a file of a request by this server, as what its bytes say it is, and in parts", async () => {
  const seen = await look(there);
  expect(seen).toMatchObject({
    kind: "image",
    content_type: "image/png",
    bytes: picture.length,
    problem: null,
  });
  const answer = await ann.get(seen.url ?? "");
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(picture);
  expect(answer.headers.get("content-disposition")).toBe(`inline; filename="${run.run_id}-input.png"`);
  expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
  const part = await ann.get(seen.url ?? "", { range: "bytes=1-3" });
  expect([part.status, await part.text()]).toEqual([206, "PNG"]);
});

test("a file is fetched once for all who look meanwhile, and nothing of ours goes along", async () => {
  headers.length = 0;
  const other = await rita.create({ attachments: [{ url: `${there}&other` }] });
  const path = `/api/hitl/runs/${other.run_id}/inputs?${new URLSearchParams({ address: `${there}&other` })}`;
  await Promise.all([ann.get(path), ann.get(path), ann.get(path)]);
  expect(headers).toHaveLength(1);
  expect(Object.keys(headers[0] ?? {}).toSorted()).toEqual([
    "accept",
    "accept-encoding",
    "connection",
    "host",
    "user-agent",
  ]);
});

test("what cannot be had is said as what it is, and nothing inside this network is asked", async () => {
  expect(await look(gone)).toMatchObject({ kind: null, url: null, problem: "refused" });
  expect(await look(inside)).toMatchObject({ problem: "private_address" });
  await problemOf(await ann.get(at(gone, "/file")), "not_found");
});

test("nobody makes this server fetch what no run names, and a requester nothing at all", async () => {
  for (const file of ["", "/file"]) {
    await problemOf(await ann.get(at(`http://${host}/other.png`, file)), "not_found");
    await problemOf(await rita.get(at(there, file)), "forbidden");
  }
});
