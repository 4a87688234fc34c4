import type { EndpointEvent } from "@/lib/contracts/webhooks";
import type { RunEvent } from "@/lib/core/events";
import { fitsOrFree } from "@/lib/core/rules/matches";
import type { RunState } from "@/lib/core/state";
import type { NewJob } from "@/lib/store/runs/outbox";
import type { StoredEndpoint } from "@/lib/store/webhook-endpoints";
import type { Context } from "../context";
import { announceJob } from "../jobs";
import { runEvents } from "./deliveries-of";
import { deliveryId, type Telling } from "./telling";

function isFor({ for: wanted }: StoredEndpoint, { model }: Pick<RunState, "model">): boolean {
  const { provider, name } = model;
  return fitsOrFree(wanted.provider, provider) && fitsOrFree(wanted.model, name, `${provider}:${name}`);
}

/** The name under which an endpoint is told of an entry, however often it is tried. */
function announcementId(endpointId: string, telling: Telling): string {
  return `${deliveryId(telling)}_${endpointId.replace(/^whe_/, "")}`;
}

interface Told {
  run: Pick<RunState, "run_id" | "model">;
  events: readonly Pick<RunEvent, "type" | "seq">[];
}

/**
 * What admins' endpoints are told of new entries of a run's log: jobs that are committed with them (law 4), one for each
 * endpoint. Nothing is asked where no entry is told to anybody.
 */
export async function announcementsOf(
  { endpoints }: Pick<Context, "endpoints">,
  { run, events }: Told,
): Promise<NewJob[]> {
  const told = events.flatMap(({ type, seq }) => {
    const event = runEvents[type];
    return event === undefined ? [] : [{ seq, event }];
  });
  if (told.length === 0) return [];
  const wanted = (await endpoints.now()).filter((endpoint) => isFor(endpoint, run));
  return wanted.flatMap(({ id, events: heard }) =>
    told
      .filter(({ event }: { event: EndpointEvent }) => heard.includes(event))
      .map(({ seq, event }) => {
        const telling = { run_id: run.run_id, seq, event };
        return announceJob({ endpoint_id: id, delivery: announcementId(id, telling), ...telling });
      }),
  );
}
