import { endpoints } from "@/lib/contracts/endpoints";
import { defaultWaitSeconds } from "@/lib/http/limits";
import { notAllowed } from "@/lib/http/not-allowed";
import { keepsUnknown, newPath } from "@/lib/http/older-path";
import { route } from "@/lib/http/route";
import { restedAnswer } from "@/lib/http/run-answer";

export const POST = route(
  {
    ...endpoints.runOlderReviewed,
    keepsUnknown,
    counts: "creates",
    replay: ({ prefer, ...asked }) => restedAnswer(asked, prefer.waitSeconds ?? defaultWaitSeconds),
  },
  (input) => newPath(input),
);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
