import type { Text } from "../en";
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
import { reason } from "./reason";
import { revisions } from "./revisions";
import { run } from "./run";
import { runs } from "./runs";
import { said } from "./sentences";
import { shell } from "./shell";
import { time } from "./time";
import { undo } from "./undo";
import { words } from "./words";

/** German; a sentence that is missing here is a type error. */
export const de: Text = {
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
  reason,
  revisions,
  run,
  runs,
  said,
  shell,
  time,
  undo,
  words,
};
