import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** A door in front of a PostgreSQL server that is as strict as PgBouncer, and can be shut. */
export interface PostgresProxy extends AsyncDisposable {
  /** The address of the database, through the door. */
  url: string;
  /** Ends every connection and takes no new one. */
  shut(): void;
  open(): void;
}

/** What PgBouncer 1.24 takes at a connection's start; anything else it refuses. */
const taken = new Set([
  "user",
  "database",
  "application_name",
  "client_encoding",
  "DateStyle",
  "TimeZone",
  "standard_conforming_strings",
]);
const protocol3 = 196_608;

/** The first parameter of a start-up message that is not taken. */
function foreignParameter(message: Buffer): string | undefined {
  if (message.readInt32BE(4) !== protocol3) return undefined;
  const words = message.toString("utf8", 8).split("\0");
  return words.find((word, at) => at % 2 === 0 && word !== "" && !taken.has(word));
}

function refusal(parameter: string): Buffer {
  const fields = Buffer.from(`SFATAL\0C08P01\0Munsupported startup parameter: ${parameter}\0\0`);
  const head = Buffer.alloc(5);
  head.write("E");
  head.writeInt32BE(fields.byteLength + 4, 1);
  return Buffer.concat([head, fields]);
}

export async function startPostgresProxy(target: string): Promise<PostgresProxy> {
  const to = new URL(target);
  const sockets = new Set<Socket>();
  let isOpen = true;
  const server = createServer((client) => {
    sockets.add(client);
    client.on("error", () => {});
    client.on("close", () => sockets.delete(client));
    if (!isOpen) return void client.destroy();
    client.once("data", (start) => {
      const parameter = foreignParameter(start);
      if (parameter !== undefined) return void client.end(refusal(parameter));
      const upstream = connect(Number(to.port), to.hostname);
      upstream.on("error", () => client.destroy());
      upstream.on("close", () => client.destroy());
      client.on("close", () => upstream.destroy());
      upstream.write(start);
      client.pipe(upstream).pipe(client);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port.");
  const url = new URL(target);
  url.port = String(address.port);
  const shut = () => {
    isOpen = false;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    shut,
    open: () => {
      isOpen = true;
    },
    async [Symbol.asyncDispose]() {
      shut();
      server.close();
      await once(server, "close");
    },
  };
}
