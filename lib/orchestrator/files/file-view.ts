import type { FileView } from "@/lib/contracts/files";
import type { Row } from "@/lib/store/connection/rows";

/** Where a file is served. */
export function fileUrl(id: string): string {
  return `/api/hitl/files/${id}`;
}

/** A file as its uploader is told of it. */
export function fileView(row: Row<"UploadedFile">): FileView {
  const { id, sha256, bytes, contentType, name, createdAt, expiresAt } = row;
  return {
    id,
    sha256,
    bytes,
    content_type: contentType,
    name,
    url: fileUrl(id),
    created_at: createdAt.toISOString(),
    expires_at: expiresAt.toISOString(),
  };
}
