import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { S3Settings } from "@/lib/store/files/s3-storage";

/** A small S3 on 127.0.0.1: whole objects, multipart uploads, ranges, lists. It holds everything in memory. */
export interface S3Server {
  settings: S3Settings;
  objects: Map<string, Buffer>;
  /** Multipart uploads that were begun and neither completed nor aborted. */
  uploads: Map<string, Map<number, Buffer>>;
  /** `METHOD key` of every call, oldest first. */
  requests: string[];
  /** How many of the next calls are answered with 503. */
  failNext(calls: number): void;
  close(): Promise<void>;
}

/** Signature Version 4 over the headers, with a key, a day, our region and service, and a signature of its length. */
function isSigned({ headers }: IncomingMessage, { accessKeyId, region }: S3Settings): boolean {
  const scope = `${accessKeyId}/\\d{8}/${region}/s3/aws4_request`;
  const form = new RegExp(
    `^AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=[a-z0-9;-]*host[a-z0-9;-]*, Signature=[0-9a-f]{64}$`,
  );
  return form.test(headers.authorization ?? "") && typeof headers["x-amz-date"] === "string";
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { "content-type": "application/xml" });
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}

function send(response: ServerResponse, body: Buffer, range: string | undefined): void {
  const match = /^bytes=(\d+)-(\d+)$/.exec(range ?? "");
  if (!match) {
    response.writeHead(200, { "content-length": body.length });
    response.end(body);
    return;
  }
  const [start, end] = [Number(match[1]), Math.min(Number(match[2]), body.length - 1)];
  response.writeHead(206, {
    "content-length": end - start + 1,
    "content-range": `bytes ${start}-${end}/${body.length}`,
  });
  response.end(body.subarray(start, end + 1));
}

/** Starts the server; it takes any secret, but wants a signature. */
export async function startS3Server(): Promise<S3Server> {
  const settings: S3Settings = {
    endpoint: "",
    region: "us-east-1",
    bucket: "outputs",
    accessKeyId: "AKIDTEST",
    secretAccessKey: "secret",
  };
  const objects: S3Server["objects"] = new Map();
  const uploads: S3Server["uploads"] = new Map();
  const requests: string[] = [];
  let failures = 0;
  let begun = 0;

  /** One object a page, so that whoever lists has to turn pages. */
  function list(response: ServerResponse, prefix: string, after: string | null): void {
    const [key, next] = [...objects.keys()]
      .sort()
      .filter((key) => key.startsWith(prefix) && key > (after ?? ""));
    const contents = key === undefined ? "" : `<Contents><Key>${key}</Key></Contents>`;
    const more = next === undefined ? "" : `<NextContinuationToken>${key}</NextContinuationToken>`;
    response.end(
      `<ListBucketResult><IsTruncated>${next !== undefined}</IsTruncated>${contents}${more}</ListBucketResult>`,
    );
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks);
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://s3");
    const key = decodeURIComponent(pathname.replace(`/${settings.bucket}/`, ""));
    const { method = "" } = request;
    requests.push(`${method} ${key}`);
    if (failures > 0) {
      failures -= 1;
      return refuse(response, 503, "SlowDown");
    }
    if (!isSigned(request, settings)) return refuse(response, 403, "SignatureDoesNotMatch");

    if (method === "GET" && searchParams.get("list-type") === "2")
      return list(response, searchParams.get("prefix") ?? "", searchParams.get("continuation-token"));
    const id = searchParams.get("uploadId");
    const parts = id === null ? undefined : uploads.get(id);
    if (method === "POST" && searchParams.has("uploads")) {
      begun += 1;
      uploads.set(`upload-${begun}`, new Map());
      response.end(
        `<InitiateMultipartUploadResult><Bucket>${settings.bucket}</Bucket><Key>${key}</Key><UploadId>upload-${begun}</UploadId></InitiateMultipartUploadResult>`,
      );
    } else if (id !== null && parts === undefined) {
      refuse(response, 404, "NoSuchUpload");
    } else if (id !== null && parts && method === "PUT") {
      const number = Number(searchParams.get("partNumber"));
      parts.set(number, body);
      response.writeHead(200, { etag: `"part-${number}"` }).end();
    } else if (id !== null && parts && method === "POST") {
      const inOrder = [...parts].sort(([one], [other]) => one - other).map(([, part]) => part);
      objects.set(key, Buffer.concat(inOrder));
      uploads.delete(id);
      response.end(`<CompleteMultipartUploadResult><Key>${key}</Key></CompleteMultipartUploadResult>`);
    } else if (id !== null && method === "DELETE") {
      uploads.delete(id);
      response.writeHead(204).end();
    } else if (method === "PUT") {
      objects.set(key, body);
      response.writeHead(200, { etag: '"whole"' }).end();
    } else if (method === "DELETE") {
      objects.delete(key);
      response.writeHead(204).end();
    } else {
      const found = objects.get(key);
      if (found === undefined) refuse(response, 404, "NoSuchKey");
      else send(response, found, request.headers.range);
    }
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  settings.endpoint = `http://127.0.0.1:${address.port}`;
  return {
    settings,
    objects,
    uploads,
    requests,
    failNext: (calls) => {
      failures += calls;
    },
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
