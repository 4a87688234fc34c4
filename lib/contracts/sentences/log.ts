import type { Sentence } from "../say";

interface Numbered {
  number: number;
}

/** Why the log of a run is not whole, or what stored beside it contradicts it. */
export const logBreaks = {
  log_entry_missing: ({ number }: Numbered) => `Entry ${number} is missing`,
  log_entry_unlinked: "It does not follow from the entry before it",
  log_entry_changed: "It was changed after it was written",
  log_end_missing: "Entries are missing at the end",
  log_unreadable: "This release cannot read it, so it was not checked",
  log_row_unreadable:
    "Something that is stored of it is nothing that is ever written there, and cannot be read",
  log_state_differs: "The stored state is not what the log says",
  log_answer_differs: ({ number }: Numbered) => `Answer ${number} is not the one the log names`,
  log_payload_differs: ({ number }: Numbered) => `Payload revision ${number} is not the one the log names`,
  log_question_differs: "The question that was asked is not the one the log names",
  log_decision_differs: "The decision is not the one the log names",
  log_approval_differs: "The approvals are not those that the log names",
  log_call_differs: ({ number }: Numbered) => `Attempt ${number} is not for the payload the log names`,
  log_outcome_differs: ({ number }: Numbered) => `Attempt ${number} did not end as the log says`,
  log_lacks_decision: "There is a decision that the log does not name",
  log_lacks_payload: "There is a payload revision that the log does not name",
  log_erased_silently: "What it said was erased, and no entry of the log says so",
  log_column_differs: ({ column }: { column: string }) => `The column ${column} does not follow from the log`,
  log_row_differs: ({ table, column }: { table: string; column: string }) =>
    `The column ${column} of the table ${table} does not follow from the log`,
  log_lacks_row: ({ table }: { table: string }) =>
    `There is a row of the table ${table} that the log does not name`,
  log_row_gone: ({ table }: { table: string }) => `A row of the table ${table} that the log names is gone`,
  log_entry_moved: "It was moved among the entries of all runs",
  log_input_differs: ({ name }: { name: string }) =>
    `The file ${name} that a payload names is gone, or has other bytes than were signed`,
  log_file_gone: ({ index }: { index: number }) => `The file of output ${index} is gone`,
  log_file_differs: ({ index }: { index: number }) => `The file of output ${index} is not what was kept`,
  log_not_as_signed: ({ number }: Numbered) => `It is not there as head ${number} signed it`,
  act_not_as_signed: ({ id }: { id: string }) => `Entry ${id} of the audit log is not as it was signed`,
  head_missing: ({ number }: Numbered) => `Head ${number} is missing`,
  head_not_as_kept: "It is not the head that was kept elsewhere under this number",
  head_not_ours: "No key of this installation signed it",
  head_differs: "It does not cover what was signed, or does not follow from the head before it",
} as const satisfies Record<string, Sentence>;
