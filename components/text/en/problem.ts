import type { Problem, ProblemCode } from "@/lib/contracts/problem";

/** What was refused, or did not get there at all. */
export interface Refusal {
  code?: ProblemCode | "offline" | "unanswered" | "unreadable";
  /** The server's own words, which are English. */
  message: string;
  /** What the server sent with it. */
  problem?: Pick<Problem, "said"> | null;
}

export const problem = ({ message }: Refusal): string => message;
