import type { InputView } from "@/lib/contracts/input";
import type { Json } from "@/lib/contracts/json";
import { printJson } from "@/lib/contracts/json-text";
import { CodedError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { loadRun, type StoredRun } from "@/lib/store/runs/load-run";
import { payloadTexts } from "@/lib/store/runs/revisions";
import { endingOf } from "../calls/file-ending";
import { kindOf } from "../calls/sniff";
import type { Context } from "../context";
import { storedModel } from "../requests/stored-model";
import type { OpenArtifact } from "./open-artifact";
import { demandRole, demandSight } from "./see";

interface Asked {
  id: string;
  /** As it stands in the request or in a payload. */
  address: string;
}

function names(value: Json, address: string): boolean {
  // One string of the whole is enough: what a value holds stands in its JSON as it would stand alone.
  return printJson(value).includes(printJson(address));
}

/** The request, its model's example, and every version of the payload: what a reviewer of the run is shown. */
async function isOfRun(context: Context, stored: StoredRun, address: string): Promise<boolean> {
  const { state } = stored;
  if (state.attachments.some(({ url }) => url === address)) return true;
  if (names(storedModel(stored).exampleInput, address)) return true;
  const texts = await payloadTexts(context.db.prisma, state.run_id);
  return texts.some((text) => text.includes(printJson(address)));
}

/** @throws CodedError `forbidden`, `run_not_found`, `not_found` for an address that is none of the run's */
async function demandInput(context: Context, principal: Principal, { id, address }: Asked): Promise<void> {
  demandRole(principal, "reviewer");
  const stored = await loadRun(context.db.prisma, id);
  demandSight(principal, stored, id);
  if (!(await isOfRun(context, stored, address)))
    throw new CodedError("not_found", `Run ${id} names no file at this address`);
}

/** Where this server shows what it fetched of an address. */
function inputUrl({ id, address }: Asked): string {
  return `/api/hitl/runs/${id}/inputs/file?${new URLSearchParams({ address })}`;
}

/**
 * Looks at a file that a run names: what it is, or why it cannot be had. The server fetches it, for a while once.
 * @throws CodedError `forbidden`, `run_not_found`, `not_found` for an address that is none of the run's
 */
export async function lookAtInput(context: Context, principal: Principal, asked: Asked): Promise<InputView> {
  await demandInput(context, principal, asked);
  const { address } = asked;
  const look = await context.looks.look(address);
  if (typeof look === "string")
    return { address, kind: null, content_type: null, bytes: null, url: null, problem: look };
  const { contentType, bytes } = look;
  return {
    address,
    kind: kindOf(contentType),
    content_type: contentType,
    bytes,
    url: inputUrl(asked),
    problem: null,
  };
}

/**
 * Opens a file that a run names, as it was when somebody looked at it last.
 * @throws CodedError as `lookAtInput` does, and `not_found` where it cannot be had
 */
export async function openInput(context: Context, principal: Principal, asked: Asked): Promise<OpenArtifact> {
  await demandInput(context, principal, asked);
  const look = await context.looks.look(asked.address);
  if (typeof look === "string")
    throw new CodedError("not_found", `The file cannot be had now (${look.replaceAll("_", " ")})`);
  const { contentType, bytes, sha256 } = look;
  return {
    name: `${asked.id}-input.${endingOf(contentType, asked.address)}`,
    contentType,
    bytes,
    sha256,
    read: (range) => context.looks.read(look, range),
  };
}
