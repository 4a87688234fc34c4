import type { Client } from "openapi-fetch";
import type { operations, paths } from "./schema.js";
import { take, takeResponse } from "./sending.js";

export type UploadedFile = operations["uploadFile"]["responses"][201]["content"]["application/json"];
export type NewLink = NonNullable<operations["makeLink"]["requestBody"]>["content"]["application/json"];

export type Files = ReturnType<typeof createFiles>;

/** Files that runs may name. Each throws CountersignError when it is refused. */
export function createFiles(
  api: Client<paths>,
  send: (path: string, init: RequestInit & { duplex?: "half" }) => Promise<Response>,
) {
  return {
    /**
     * Uploads a file of up to 100 MiB; its `id` then stands for it in attachments and payloads. A stream is sent as it comes
     * and only once; a Blob, such as `openAsBlob(path)` of node:fs, is read from its place.
     */
    async put(body: Blob | ReadableStream<Uint8Array>, name: string): Promise<UploadedFile> {
      const path = `/api/hitl/files?name=${encodeURIComponent(name)}`;
      const headers = { "content-type": (body instanceof Blob && body.type) || "application/octet-stream" };
      const response = await takeResponse(send(path, { method: "POST", headers, body, duplex: "half" }));
      return response.json();
    },

    /** An address of a file, or of a run's released output, that needs no key and ends. */
    link: (of: NewLink) => take(api.POST("/api/hitl/links", { body: of })),
  };
}
