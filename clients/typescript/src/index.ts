export { type Countersign, type CountersignOptions, createCountersign } from "./countersign.js";
export { type CountersignCode, CountersignError, type Problem } from "./countersign-error.js";
export type { NewLink, UploadedFile } from "./files.js";
export { checkReceipt, type ReceiptClaims, type Signed } from "./receipts.js";
export type { Edits, NewRun, Run, RunEvent, RunQuery, RunSummary, Seen } from "./runs.js";
export type { components, operations, paths } from "./schema.js";
