import { endpoints } from "@/lib/contracts/endpoints";
import { eventsAnswer } from "@/lib/http/events-answer";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";

export const GET = route(endpoints.listRunEvents, (input) =>
  eventsAnswer(input, { run_id: input.params.id }),
);

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
