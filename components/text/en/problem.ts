import type { ProblemCode } from "@/lib/contracts/problem";

/** What was refused, or did not get there at all. */
export interface Refusal {
  code?: ProblemCode | "offline" | "unanswered" | "unreadable";
  /** The server's own words, which are English. */
  message: string;
}

export const problem = ({ message }: Refusal): string => message;
