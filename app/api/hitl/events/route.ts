import { EventsQuery, eventsAnswer } from "@/lib/http/events-answer";
import { route } from "@/lib/http/route";

export const GET = route({ role: "requester", query: EventsQuery }, (input) =>
  eventsAnswer(input, { run_id: null }),
);
