import { z } from "zod";
import { FileView, Link, NewLink } from "../files";
import { type Endpoint, filePart, json, nothing } from "./endpoint";
import { exampleRun } from "./examples";
import { RunParams, Seconds } from "./params";

const exampleFile = { id: "file_2v6hq0k3m8x1c5r9t4w7" };

export const files = {
  uploadFile: {
    method: "POST",
    path: "/api/hitl/files",
    summary: "Upload a file: as the part `file` of a form, or as the body with its `Content-Type`",
    role: "requester",
    body: "stream",
    // The same bytes are kept once; a name of their own does no harm.
    idempotent: false,
    query: z.strictObject({
      /** Of a file that comes as the body. */
      name: z.string().max(1_000).optional(),
    }),
    answers: { 201: json(FileView, "Location") },
    example: { query: { name: "photo.png" } },
  },
  getFile: {
    ...filePart,
    method: "GET",
    path: "/api/hitl/files/{id}",
    summary: "An uploaded file",
    role: "requester",
    params: RunParams,
    query: z.strictObject({
      /** Of a signed link, which needs no key and ends. */
      expires: Seconds.optional(),
      signature: z.string().max(100).optional(),
    }),
    problems: ["range_not_satisfiable"],
    example: { params: exampleFile },
  },
  deleteFile: {
    method: "DELETE",
    path: "/api/hitl/files/{id}",
    summary: "Remove a file that no run names",
    role: "requester",
    params: RunParams,
    answers: { 204: nothing },
    problems: ["conflict"],
    example: { params: exampleFile },
  },
  makeLink: {
    method: "POST",
    path: "/api/hitl/links",
    summary: "An address of a file or a released output that needs no key and ends",
    role: "requester",
    body: NewLink,
    // It is reckoned, and stored nowhere.
    idempotent: false,
    answers: { 201: json(Link) },
    problems: ["run_not_found", "not_found"],
    example: { body: { run_id: exampleRun.id, index: 0, expires_in: 3600 } },
  },
} as const satisfies Record<string, Endpoint>;
