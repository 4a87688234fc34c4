import type { InputProblem } from "../input";
import type { Said } from "../said";
import type { Say, Sentence } from "../say";
import { waitInWords } from "./wait-in-words";

interface At {
  /** The provider's name for people. */
  label: string;
}
interface Because {
  why: Said;
}

/** Null stands for a time without an end, which JSON has no number for. */
const wait = (ms: number | null) => waitInWords(ms ?? Number.POSITIVE_INFINITY);

/** Why a file of a request is not there to be sent. */
const fileProblems: Record<InputProblem, string> = {
  no_web_address: "it is at no web address",
  private_address: "its address is in a private network",
  unreachable: "its address does not answer",
  refused: "it is refused there",
  too_slow: "it takes too long",
  too_large: "it is too large",
  empty: "it is empty",
};

/** What a provider says, or why it is left alone. */
export const providers = {
  asks_to_wait: ({ label }: At) => `${label} asks to wait`,
  asked_to_wait: ({ label }: At) => `${label} asked to wait`,
  asked_to_wait_saying: ({ label, why }: At & Because, say: Say) =>
    `${label} asked to wait. It said: ${say(why)}`,
  asked_to_wait_long: ({ label, ms, why }: At & Because & { ms: number | null }, say: Say) =>
    `${label} asked to wait ${wait(ms)}; it is asked again sooner. It said: ${say(why)}`,
  asks_too_long: ({ why, ms, mostMs }: Because & { ms: number | null; mostMs: number }, say: Say) =>
    `${say(why)}; it asks to wait ${wait(ms)}, and Countersign waits ${wait(mostMs)} at most`,
  calls_used_up: ({ label }: At) => `The budget of calls to ${label} is used up for the moment`,
  places_taken: ({ label }: At) =>
    `All places for calls to ${label} are taken by others that wait for its answer`,
  held_by: ({ name, why }: { name: string; why: Said }, say: Say) => `${name} holds such calls: ${say(why)}`,
  being_tried: ({ label }: At) => `${label} is being tried`,
  failing: ({ label, times, why }: At & Because & { times: number }, say: Say) =>
    `${label} failed ${times} times in a row, so calls wait. Last: ${say(why)}`,
  no_answer: ({ label, why }: At & Because, say: Say) => `${label} did not answer: ${say(why)}.`,
  not_reached: ({ label, why }: At & Because, say: Say) =>
    `${label} could not be reached, nothing was sent: ${say(why)}.`,
  answer_lost: ({ label, why }: At & Because, say: Say) =>
    `${label} may have accepted the call, its answer was lost: ${say(why)}.`,
  took_too_long: "it took too long",
  called_off: "the call was called off",
  connection_failed: "the connection failed",
  answered: ({ label, status, detail }: At & { status: number; detail: string | null }) =>
    `${label} answered ${status}: ${detail ?? "no reason given"}`,
  answered_otherwise: ({
    label,
    status,
    what,
    why,
  }: At & { status: number; what: string; why: string | null }) =>
    `${label} answered ${status} with something that is not ${what}${why === null ? "." : `: ${why}.`}`,
  no_token: "Replicate has no API token: set REPLICATE_API_TOKEN.",
  no_key: ({ label, variable }: At & { variable: string }) => `${label} has no API key: set ${variable}.`,
  key_refused: ({ label, status, detail }: At & { status: number; detail: string | null }) =>
    `${label} did not accept the API key (${status})${detail === null ? "." : `: ${detail}`}`,
  quota_used_up: ({ label, detail }: At & { detail: string | null }) =>
    `The account at ${label} has no credit left${detail === null ? "." : `: ${detail}`}`,
  content_refused: ({ label, detail }: At & { detail: string | null }) =>
    `${label} refused the content by its rules${detail === null ? "." : `: ${detail}`}`,
  never_looked_up: ({ label }: At) =>
    `${label} does not tell of calls whose answer was lost; whether this one was made, and charged, only its own pages show`,
  answer_not_kept: ({ label }: At) =>
    `${label} gave its answer once, and it was lost before it could be recorded.`,
  file_not_had: ({ field, problem }: { field: string; problem: InputProblem }) =>
    `Nothing was sent: the file in ${field} cannot be had (${fileProblems[problem]}).`,
  file_differs: ({ name }: { name: string }) =>
    `Nothing was sent: the file ${name} is not the one that was signed, or is gone.`,
  file_cut_short: ({ name }: { name: string }) =>
    `Nothing was sent: of the file ${name} not all arrived at the provider.`,
  file_unreachable: ({ name, label }: At & { name: string }) =>
    `Nothing was sent: ${label} has to fetch the file ${name} here, and PUBLIC_URL does not say where that is.`,
  called_off_before: "The call was called off before it was sent.",
  not_told_apart: ({ ids }: { ids: string[] }) =>
    `Which prediction this call made cannot be told; it may be one of: ${ids.join(", ")}.`,
  list_endless: "The list of predictions cannot be searched to its end.",
  list_unreadable: ({ count }: { count: number }) =>
    `${count} of the listed predictions cannot be read, so whether the call was made cannot be told.`,
  no_prediction_id: ({ id }: { id: string }) => `"${id}" is not the id of a prediction.`,
  not_owner_and_name: ({ name }: { name: string }) =>
    `Replicate's models are named owner/name, not "${name}".`,
  output_moves: "The output file redirects too often.",
  output_inline_unreadable: "The output's data: address cannot be read.",
  output_elsewhere: ({ host, hosts }: { host: string | null; hosts: string[] }) =>
    `The output file is at ${host ?? "no readable address"}, which is not one of Replicate's file hosts (${hosts.join(", ")}).`,
  output_gone: "The output file is gone: Replicate deletes files after an hour.",
  file_empty: "the output file is empty",
  file_too_large: ({ bytes }: { bytes: number }) => `The file is larger than ${bytes} bytes`,
  sandbox_file_unknown: ({ address }: { address: string }) => `The sandbox has no file at ${address}.`,
  sandbox_call_unknown: ({ id }: { id: string }) => `The sandbox has no call ${id}.`,
  sandbox_model_unknown: ({ name, names }: { name: string; names: string[] }) =>
    `The sandbox has no model ${name}; it has ${names.join(", ")}.`,
  sandbox_refused: ({ issues }: { issues: Said[] }, say: Say) =>
    `The sandbox refused the input. ${issues.map(say).join(" ")}`,
  sandbox_failed: "The sandbox made this call fail, as SANDBOX_FAIL asks it to for a share of them.",
} as const satisfies Record<string, Sentence>;
