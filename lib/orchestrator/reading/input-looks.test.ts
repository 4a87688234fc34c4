import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { InputLooks, type LookedAt } from "./input-looks";

let asked = 0;
const server = createServer((request, response) => {
  asked++;
  const length = Number(request.url?.slice(1));
  if (length < 0) response.write("begun");
  else response.end("x".repeat(length));
});
let host = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

function looksAt(limits: ConstructorParameters<typeof InputLooks>[0]["limits"]) {
  const time = { now: 0 };
  const looks = new InputLooks({ clock: () => new Date(time.now), privateHosts: [host], limits });
  const at = (length: number) => looks.look(`http://${host}/${length}`);
  return { time, looks, at };
}

const isFile = (look: unknown): look is LookedAt => typeof look === "object";

test("a file is fetched again when it was kept for long, and a problem is not believed for ever", async () => {
  const { time, looks, at } = looksAt({ keptFor: 1_000, problemKeptFor: 10 });
  asked = 0;
  await at(3);
  await at(3);
  expect(asked).toBe(1);
  time.now = 1_001;
  await at(3);
  expect(asked).toBe(2);
  expect(await at(0)).toBe("empty");
  time.now += 11;
  await at(0);
  expect(asked).toBe(4);
  looks.close();
});

test("no file is larger or slower than what is waited for", async () => {
  const { looks, at } = looksAt({ mostBytes: 10, patience: 200 });
  expect(await at(11)).toBe("too_large");
  expect(await at(-1)).toBe("too_slow");
  expect(await at(10)).toMatchObject({ bytes: 10, contentType: "text/plain" });
  looks.close();
});

test("what is kept never grows beyond its room: the oldest gives way", async () => {
  const { looks, at } = looksAt({ keptBytes: 10 });
  const first = await at(6);
  const second = await at(4);
  const third = await at(5);
  if (!isFile(first) || !isFile(second) || !isFile(third)) throw new Error("Nothing was fetched");
  await expect
    .poll(() =>
      looks.read(first).then(
        () => "there",
        () => "gone",
      ),
    )
    .toBe("gone");
  expect(await new Response(await looks.read(second)).text()).toBe("xxxx");
  expect(await new Response(await looks.read(third)).text()).toBe("xxxxx");
  looks.close();
});
