import { FileView } from "@/lib/contracts/files";
import { parseJson } from "@/lib/contracts/json-text";
import { Problem } from "@/lib/contracts/problem";
import { ApiError } from "./api-error";
import { atWork } from "./at-work";

/** The largest file that the server takes. */
export const mostFileBytes = 100 * 1024 * 1024;

/**
 * Uploads a file; not by `fetch`, which tells nobody how far it has got.
 * @param onProgress is told the share that has been sent, from 0 to 1
 * @throws ApiError
 */
export function uploadFile(file: File, onProgress: (share: number) => void): Promise<FileView> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open("POST", `/api/hitl/files?${new URLSearchParams({ name: file.name })}`);
    const headers = {
      Accept: "application/json",
      "Content-Type": file.type || "application/octet-stream",
      ...atWork(),
    };
    for (const [name, value] of Object.entries(headers)) sending.setRequestHeader(name, value);
    sending.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total);
    sending.onload = () => {
      const body = read(sending.responseText);
      const view = FileView.safeParse(body);
      if (sending.status === 201 && view.success) return resolve(view.data);
      const problem = Problem.safeParse(body);
      reject(
        problem.success
          ? new ApiError(problem.data.code, sending.status, problem.data.detail, problem.data)
          : new ApiError("unreadable", sending.status, sending.statusText),
      );
    };
    sending.onerror = () => reject(new ApiError("unanswered", 0, "The server did not answer."));
    sending.send(file);
  });
}

function read(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}
