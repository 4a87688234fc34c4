import { EventsQuery } from "@/lib/contracts/event";
import { eventsAnswer } from "@/lib/http/events-answer";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";

export const GET = route({ role: "requester", query: EventsQuery }, (input) =>
  eventsAnswer(input, { run_id: null }),
);

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
