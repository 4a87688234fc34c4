import type { TraceEntry } from "@/lib/contracts/parts";
import type { Said } from "@/lib/contracts/said";
import { account } from "./account";
import { answer } from "./answer";
import { bulk } from "./bulk";
import { confirm } from "./confirm";
import { decide } from "./decide";
import { edit } from "./edit";
import { failure } from "./failure";
import { hidden } from "./hidden";
import { inbox } from "./inbox";
import { jsonView } from "./json-view";
import { keys } from "./keys";
import { material } from "./material";
import { newRun } from "./new-run";
import { palette } from "./palette";
import { payload } from "./payload";
import { problem } from "./problem";
import { question } from "./question";
import { revisions } from "./revisions";
import { run } from "./run";
import { runs } from "./runs";
import { shell } from "./shell";
import { time } from "./time";
import { undo } from "./undo";
import { words } from "./words";

export const en = {
  account,
  answer,
  bulk,
  confirm,
  decide,
  edit,
  failure,
  hidden,
  inbox,
  jsonView,
  keys,
  material,
  newRun,
  palette,
  payload,
  problem,
  question,
  /** A line of the policy trace: the server says it in English. */
  reason: ({ reason }: TraceEntry) => reason,
  revisions,
  run,
  runs,
  /** What the server says: its own words are English. */
  said: (message: string, _said?: Said) => message,
  shell,
  time,
  undo,
  words,
};

/** The shape every language fills. */
export type Text = typeof en;
