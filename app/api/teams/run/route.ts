import { endpoints } from "@/lib/contracts/endpoints";
import { defaultWaitSeconds } from "@/lib/http/limits";
import { notAllowed } from "@/lib/http/not-allowed";
import { deprecated, keepsUnknown, olderPath } from "@/lib/http/older-path";
import { route } from "@/lib/http/route";
import { restedAnswer } from "@/lib/http/run-answer";

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
