import type { Said } from "../said";
import type { Say, Sentence } from "../say";

interface Because {
  why: Said;
}

/** Why a call failed, or why nobody knows whether it did; why a run ended without an answer. */
export const failures = {
  call_unknown: ({ why }: Because, say: Say) => `Nobody can say whether the provider was called: ${say(why)}`,
  end_unknown: (
    { label, id, looks, why }: Because & { label: string; id: string; looks: number },
    say: Say,
  ) =>
    `${label} has the call ${id}, but nobody can say how it ended: ${looks} looks in a row told nothing. The last: ${say(why)}`,
  look_failed: "the look failed",
  lookup_failed: "the look-up failed",
  never_found: ({ seconds }: { seconds: number }) =>
    `its answer never came, and two looks ${seconds} s apart did not find the call; it may still turn up there`,
  never_taken: ({ tries }: { tries: number }) => `The provider did not take the call in ${tries} tries`,
  model_unasked: ({ why }: Because, say: Say) => `Whether the model changed could not be asked: ${say(why)}`,
  too_slow: "This server was too slow to send the call safely",
  server_ended:
    "The server ended several times while it worked on this run, at last with nothing else in hand; nothing more is tried by itself",
  call_unknown_and: ({ why }: Because, say: Say) =>
    `Nobody can say whether the provider was called. ${say(why)}`,
  could_not_go_on: ({ why }: Because, say: Say) => `Countersign could not go on: ${say(why)}`,
  call_could_not_go_on: "Countersign could not go on with the call",
  interrupted: "The server stopped during the call; whether the provider carried it out is not known",
  output_removed: "The call succeeded, but the provider has deleted its output before it could be read",
  cancelled_at_provider: "The call was cancelled at the provider",
  model_failed: "The model failed",
  overdue: ({ minutes }: { minutes: number }) =>
    `The call ran longer than ${minutes} minutes and was cancelled at the provider`,
  overdue_once: ({ seconds }: { seconds: number }) => `The call took longer than ${seconds} s`,
  and_files_lost: ({ why, files, lost }: Because & { files: number; lost: number }, say: Say) =>
    `${say(why)}. Of ${files} files it had given out, ${lost} could not be kept.`,
  prompt_not_in_payload: "The prompt is not in the payload: the model has no field for it",
  attachment_not_in_payload: ({ number }: { number: number }) =>
    `Attachment ${number} is not in the payload: the model has no field for it`,
} as const satisfies Record<string, Sentence>;
