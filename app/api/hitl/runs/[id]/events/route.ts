import { RunParams } from "@/lib/http/decision-route";
import { EventsQuery, eventsAnswer } from "@/lib/http/events-answer";
import { route } from "@/lib/http/route";

export const GET = route({ role: "requester", params: RunParams, query: EventsQuery }, (input) =>
  eventsAnswer(input, { run_id: input.params.id }),
);
