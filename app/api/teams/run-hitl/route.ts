import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { restedAnswer } from "@/lib/http/answers/run-answer";
import { defaultWaitSeconds } from "@/lib/http/limits";
import { keepsUnknown, newPath } from "@/lib/http/route/older-path";
import { route } from "@/lib/http/route/route";

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
