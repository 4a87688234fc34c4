import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { restedAnswer } from "@/lib/http/answers/run-answer";
import { defaultWaitSeconds } from "@/lib/http/limits";
import { deprecated, keepsUnknown, olderPath } from "@/lib/http/route/older-path";
import { route } from "@/lib/http/route/route";

export const POST = deprecated(
  route(
    {
      ...endpoints.runOlder,
      keepsUnknown,
      counts: "creates",
      replay: ({ prefer, ...asked }) => restedAnswer(asked, prefer.waitSeconds ?? defaultWaitSeconds),
    },
    (input) => olderPath(input, input.query.use_hitl === true),
  ),
);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
