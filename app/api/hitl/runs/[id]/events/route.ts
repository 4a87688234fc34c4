import { endpoints } from "@/lib/contracts/endpoints";
import { eventsAnswer } from "@/lib/http/answers/events-answer";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";

export const GET = route(endpoints.listRunEvents, (input) =>
  eventsAnswer(input, { run_id: input.params.id }),
);

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
