import type { Database } from "@/lib/store/connection/client";
import { enabledEndpoints, type StoredEndpoint } from "@/lib/store/webhook-endpoints";
import { webhookLimits } from "../limits";

/**
 * The endpoints that are switched on, as this process knows them: no run asks the database for them. A process that is
 * alone on its file knows at once what becomes of them; of several, the others know it a second later.
 */
export class KnownEndpoints {
  private known: { endpoints: Promise<StoredEndpoint[]>; until: number } | null = null;

  constructor(
    private readonly db: Database,
    private readonly clock: () => Date,
  ) {}

  now(): Promise<StoredEndpoint[]> {
    const at = this.clock().getTime();
    if (this.known !== null && at < this.known.until) return this.known.endpoints;
    const until = this.db.kind === "sqlite" ? Number.POSITIVE_INFINITY : at + webhookLimits.endpointsKnownFor;
    const known = { endpoints: enabledEndpoints(this.db.prisma), until };
    this.known = known;
    // What could not be read is asked for again.
    known.endpoints.catch(() => {
      if (this.known === known) this.known = null;
    });
    return known.endpoints;
  }

  /** Somebody here has changed them. */
  forget(): void {
    this.known = null;
  }
}
