import { EventsQuery } from "@/lib/contracts/event";
import { RunParams } from "@/lib/http/decision-route";
import { eventsAnswer } from "@/lib/http/events-answer";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";

export const GET = route({ role: "requester", params: RunParams, query: EventsQuery }, (input) =>
  eventsAnswer(input, { run_id: input.params.id }),
);

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
