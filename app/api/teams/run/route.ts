import { z } from "zod";
import { CreateRun } from "@/lib/contracts/create-run";
import { Flag } from "@/lib/contracts/flag";
import { defaultWaitSeconds } from "@/lib/http/limits";
import { notAllowed } from "@/lib/http/not-allowed";
import { deprecated, keepsUnknown, olderPath } from "@/lib/http/older-path";
import { route } from "@/lib/http/route";
import { restedAnswer } from "@/lib/http/run-answer";

const query = z.strictObject({ use_hitl: Flag.optional() });

export const POST = deprecated(
  route(
    {
      role: "requester",
      body: CreateRun,
      keepsUnknown,
      query,
      counts: "creates",
      replay: ({ prefer, ...asked }) => restedAnswer(asked, prefer.waitSeconds ?? defaultWaitSeconds),
    },
    (input) => olderPath(input, input.query.use_hitl === true),
  ),
);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
