import type { Client } from "pg";
import type { Context, Listener, Wakeups } from "@/lib/orchestrator/context";
import { postgresConnection } from "@/lib/store/connection/postgres-connection";
import { createWakeups } from "./wakeups";

const channel = "countersign_run";
/** First wait before a lost connection is opened again, and the longest; in milliseconds. */
const backoff = { first: 100, most: 5_000 };

interface Options {
  /** `postgresql://…` */
  url: string;
  /** Names this instance in its messages, so that it does not listen to itself. */
  self: string;
  /** Told of each run that another instance has moved, if its word arrives. */
  moved(runId: string): void;
  log: Context["log"];
}

/** Wake-ups across the instances on one PostgreSQL, by LISTEN and NOTIFY on a connection of their own. */
export class PostgresWakeups implements Wakeups {
  private readonly local = createWakeups();
  private readonly unsent = new Set<string>();
  private client: Client | null = null;
  private sending: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private failures = 0;
  private stopped = true;

  constructor(private readonly options: Options) {}

  announce(runId: string): void {
    this.local.announce(runId);
    this.unsent.add(runId);
    this.send();
  }

  listen(runId: string | null): Listener {
    return this.local.listen(runId);
  }

  async start(): Promise<void> {
    this.stopped = false;
    await this.connect();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.sending;
    const { client } = this;
    this.client = null;
    await client?.end().catch(() => {});
  }

  private async connect(): Promise<void> {
    const { url, log } = this.options;
    const { Client } = await import("pg");
    const client = new Client({ ...postgresConnection(url, "news"), connectionTimeoutMillis: 5_000 });
    const lost = (error?: Error) => {
      if (this.client !== client) return;
      this.client = null;
      if (this.stopped) return;
      log.warn(
        { event: "wakeups_late", err: error },
        "Wake-ups from other instances are late: the connection was lost",
      );
      this.connectLater();
    };
    client.on("error", lost);
    client.on("end", () => lost());
    client.on("notification", ({ payload }) => this.hear(payload ?? ""));
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}`);
      // What is said here is committed with nothing else: losing it loses nothing, so the disk need not be waited for.
      await client.query("SET synchronous_commit = off");
    } catch (error) {
      log.warn(
        { event: "wakeups_late", err: error },
        "Wake-ups from other instances are late: there is no connection",
      );
      await client.end().catch(() => {});
      this.connectLater();
      return;
    }
    if (this.stopped) return client.end();
    this.client = client;
    this.failures = 0;
    // Whatever was said while nobody listened concerns anybody.
    this.local.announceAll();
    this.send();
  }

  private connectLater(): void {
    if (this.stopped) return;
    const wait = Math.min(backoff.most, backoff.first * 2 ** this.failures);
    this.failures += 1;
    this.timer = setTimeout(() => void this.connect(), wait);
  }

  private hear(message: string): void {
    const [from, runId] = message.split(" ");
    if (runId === undefined || from === this.options.self) return;
    this.options.moved(runId);
    this.local.announce(runId);
  }

  /** One statement at a time, for all runs that were announced meanwhile. */
  private send(): void {
    if (this.sending !== null || this.client === null || this.unsent.size === 0) return;
    const runIds = [...this.unsent];
    this.unsent.clear();
    this.sending = this.client
      .query("SELECT pg_notify($1, $2 || ' ' || id) FROM unnest($3::text[]) AS id", [
        channel,
        this.options.self,
        runIds,
      ])
      .then(
        () => true,
        () => {
          // Sent again with the next news, or when there is a connection again.
          for (const runId of runIds) this.unsent.add(runId);
          return false;
        },
      )
      .then((sent) => {
        this.sending = null;
        if (sent) this.send();
      });
  }
}
