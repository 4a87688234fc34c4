import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fetchGuarded, postGuarded } from "./fetch-guarded";
import { isPrivateAddress } from "./payload/unreachable";
import { everyHost } from "./private-hosts";

const asked: (string | undefined)[] = [];
const server = createServer((request, response) => {
  asked.push(request.url);
  if (request.url === "/inside") response.writeHead(302, { location: "http://[::1]:1/secret" }).end();
  else if (request.url === "/round") response.writeHead(307, { location: "/round" }).end();
  else if (request.url === "/on") response.writeHead(301, { location: "/file" }).end();
  else if (request.url === "/gone") response.writeHead(404).end("no");
  else if (request.url === "/file") response.writeHead(200, { "content-type": "text/plain" }).end("words");
  // Everything else is never answered.
});
let host = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.closeAllConnections() ?? server.close(resolve)));

const fetched = (path: string, privateHosts: string[] = [host], ms = 5_000) =>
  fetchGuarded(path.startsWith("/") ? `http://${host}${path}` : path, {
    privateHosts,
    signal: AbortSignal.timeout(ms),
  });

test("a file is read where it lies, also where its address leads on", async () => {
  const file = await fetched("/on");
  if (typeof file === "string") throw new Error(file);
  expect(file.contentType).toBe("text/plain");
  let words = "";
  for await (const chunk of file.body) words += Buffer.from(chunk).toString();
  expect(words).toBe("words");
});

test.each([
  ["http://169.254.169.254/latest/meta-data"],
  ["http://[::ffff:127.0.0.1]/"],
  ["http://[64:ff9b::7f00:1]/"],
  ["http://2130706433/"],
  ["http://localhost:3000/"],
  ["https://metadata.google.internal/"],
])("nobody's file makes the server look into its own network at %s", async (address) => {
  expect(await fetched(address)).toBe("private_address");
});

test("no redirect leads from outside into this network, and none goes on for ever", async () => {
  expect(await fetched("/inside")).toBe("private_address");
  asked.length = 0;
  expect(await fetched("/round")).toBe("refused");
  expect(asked).toHaveLength(6);
});

test("who answers with another protocol is done with at once", async () => {
  const turned = createServer();
  turned.on("request", (_, response) => {
    response.socket?.end("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n");
  });
  await new Promise<void>((resolve) => turned.listen(0, "127.0.0.1", resolve));
  const place = `127.0.0.1:${(turned.address() as AddressInfo).port}`;
  const guards = { privateHosts: [place], signal: AbortSignal.timeout(50_000) };
  expect(await fetchGuarded(`http://${place}/`, guards)).toBe("refused");
  expect(await postGuarded(`http://${place}/`, { headers: {}, body: "{}" }, guards)).toBe("refused");
  expect(guards.signal.aborted).toBe(false);
  await new Promise((resolve) => turned.close(resolve));
});

test("a private address is asked only where the operator named its host and port", async () => {
  asked.length = 0;
  expect(await fetched("/file", [])).toBe("private_address");
  expect(await fetched("/file", ["127.0.0.1:1"])).toBe("private_address");
  expect(asked).toEqual([]);
});

test("an operator who allows every private address is asked for no list of them", async () => {
  expect(await fetched("/file", [everyHost])).not.toBeTypeOf("string");
});

test("what is gone, silent, closed or no web address is said as what it is", async () => {
  expect(await fetched("/gone")).toBe("refused");
  expect(await fetched("/silent", [host], 50)).toBe("too_slow");
  expect(await fetched("http://127.0.0.1:1/", ["127.0.0.1:1"])).toBe("unreachable");
  expect(await fetched("file:///etc/passwd")).toBe("no_web_address");
  expect(await fetched("no address")).toBe("no_web_address");
});

test("an address of this network is known in every spelling", () => {
  const inside = ["10.1.2.3", "192.0.0.1", "198.18.0.1", "198.19.255.255", "::1", "::127.0.0.1"].concat([
    "::ffff:10.0.0.1",
    "::ffff:0:127.0.0.1",
    "fe80::1%eth0",
    "fd00::1",
    "ff02::1",
    "2002:a00:1::",
  ]);
  expect(inside.filter((address) => !isPrivateAddress(address))).toEqual([]);
  expect(["93.184.215.14", "2606:2800:21f::1"].filter(isPrivateAddress)).toEqual([]);
});
