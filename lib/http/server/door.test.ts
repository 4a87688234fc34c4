import { once } from "node:events";
import { Agent, get, type IncomingMessage, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createDoor, type Door } from "./door";

const agent = new Agent({ keepAlive: true });
let door: Door;
afterEach(async () => {
  await door.close(0);
  agent.destroy();
});

/** Opens a door behind which nothing is answered until the test does it. */
async function open(): Promise<{ port: number; asked: () => Promise<ServerResponse> }> {
  const waiting: ServerResponse[] = [];
  let arrived = () => {};
  door = createDoor((_, response) => {
    waiting.push(response);
    arrived();
  });
  door.server.listen(0, "127.0.0.1");
  await once(door.server, "listening");
  const address = door.server.address();
  return {
    port: typeof address === "object" ? (address?.port ?? 0) : 0,
    async asked() {
      if (waiting.length === 0)
        await new Promise<void>((resolve) => {
          arrived = resolve;
        });
      const response = waiting.shift();
      if (!response) throw new Error("Nothing was asked");
      return response;
    },
  };
}

async function ask(port: number): Promise<{ answer: IncomingMessage; text: string }> {
  const request = get({ port, host: "127.0.0.1", agent });
  const [answer]: IncomingMessage[] = await once(request, "response");
  if (!answer) throw new Error("No answer");
  let text = "";
  for await (const part of answer) text += part;
  return { answer, text };
}

test("a request in flight when the door closes is answered, and its connection is not kept", async () => {
  const { port, asked } = await open();
  const answered = ask(port);
  const response = await asked();
  const closed = door.close(60_000);
  response.end("late");
  const { answer, text } = await answered;
  expect(text).toBe("late");
  expect(answer.headers.connection).toBe("close");
  await closed;
  await expect(ask(port)).rejects.toThrow("ECONNREFUSED");
});

test("an answer that has begun goes on to its end", async () => {
  const { port, asked } = await open();
  const answered = ask(port);
  const response = await asked();
  response.write("first, ");
  const closed = door.close(60_000);
  response.end("last");
  expect((await answered).text).toBe("first, last");
  await closed;
});

test("whoever had connected but not yet asked is answered", async () => {
  const { port, asked } = await open();
  const first = ask(port);
  const busy = await asked();
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  const closed = door.close(60_000);
  socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  (await asked()).end("yes");
  let text = "";
  for await (const part of socket) text += part;
  expect(text).toMatch(/Connection: close[\s\S]*yes/i);
  busy.end();
  await first;
  await closed;
});

test("connections on which nothing is asked do not hold the door open", async () => {
  const { port, asked } = await open();
  const answered = ask(port);
  (await asked()).end("kept alive");
  await answered;
  const silent = connect(port, "127.0.0.1");
  await once(silent, "connect");
  const ended = once(silent, "close");
  await door.close(60_000);
  await ended;
});

test("what is never answered is cut off in time", async () => {
  const { port, asked } = await open();
  const answered = ask(port);
  await asked();
  await Promise.all([door.close(20), expect(answered).rejects.toThrow("socket hang up")]);
});

test("a connection that cannot be taken ends nothing, and a port in use is said", async () => {
  const { port, asked } = await open();
  const second = createDoor(() => {});
  await expect(second.listen(port, "127.0.0.1", () => {})).rejects.toThrow("EADDRINUSE");
  const heard: string[] = [];
  await second.listen(0, "127.0.0.1", (error) => heard.push(error.message));
  second.server.emit("error", new Error("accept EMFILE"));
  second.server.emit("error", new Error("accept EMFILE"));
  expect(heard).toEqual(["accept EMFILE", "accept EMFILE"]);
  await second.close(0);
  const answered = ask(port);
  (await asked()).end("still here");
  expect((await answered).text).toBe("still here");
});

test("a connection is kept for longer than a proxy keeps it", () => {
  door = createDoor(() => {});
  expect(door.server.keepAliveTimeout).toBeGreaterThan(60_000);
  expect(door.server.headersTimeout).toBeGreaterThan(door.server.keepAliveTimeout);
});
