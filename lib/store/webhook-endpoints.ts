import type { PageQuery } from "@/lib/contracts/people";
import type { Page } from "@/lib/contracts/run";
import type { EndpointEvent, WebhookFor, WebhookOff } from "@/lib/contracts/webhooks";
import type { Transaction } from "./connection/client";
import { fromColumn, toColumn } from "./connection/json-column";
import type { Row } from "./connection/rows";
import { oldestPage, pageOf } from "./page";

/** An endpoint as its row has it. */
export interface StoredEndpoint {
  id: string;
  name: string;
  shown: string;
  /** The whole address under the installation's key; what locked it reads it. */
  locked: object;
  events: EndpointEvent[];
  for: WebhookFor;
  enabled: boolean;
  /** The number of its secret. */
  secret: number;
  /** Until then the secret before signs, too. */
  overlapUntil: Date | null;
  failingSince: Date | null;
  disabledAt: Date | null;
  disabledWhy: WebhookOff | null;
  createdAt: Date;
  updatedAt: Date;
}

function endpointOf({
  locked,
  events,
  condition,
  disabledWhy,
  ...row
}: Row<"WebhookEndpoint">): StoredEndpoint {
  return {
    ...row,
    locked: fromColumn<object>(locked),
    events: fromColumn<EndpointEvent[]>(events),
    for: fromColumn<WebhookFor>(condition),
    // Guarantee: this store wrote it, with a word of the list.
    disabledWhy: disabledWhy as WebhookOff | null,
  };
}

/** Every endpoint that is switched on. */
export async function enabledEndpoints(tx: Transaction): Promise<StoredEndpoint[]> {
  const rows = await tx.webhookEndpoint.findMany({ where: { enabled: true }, orderBy: { id: "asc" } });
  return rows.map(endpointOf);
}

/** An endpoint by its id, or null. */
export async function endpointById(tx: Transaction, id: string): Promise<StoredEndpoint | null> {
  const row = await tx.webhookEndpoint.findUnique({ where: { id } });
  return row && endpointOf(row);
}

/** How many endpoints there are. */
export function countEndpoints(tx: Transaction): Promise<number> {
  return tx.webhookEndpoint.count();
}

/** Whether one was switched off by the machine. */
export async function isAnyOff(tx: Transaction): Promise<boolean> {
  const off = { enabled: false, disabledWhy: { in: ["failing", "gone"] } };
  return (await tx.webhookEndpoint.count({ where: off })) > 0;
}

/** The endpoints, the oldest first. @throws CodedError `validation_error` for a foreign cursor */
export async function endpointsPage(tx: Transaction, query: PageQuery): Promise<Page<StoredEndpoint>> {
  const page = pageOf(await tx.webhookEndpoint.findMany(oldestPage(query)), query.limit);
  return { ...page, data: page.data.map(endpointOf) };
}

type Columns = Omit<StoredEndpoint, "createdAt" | "updatedAt">;

/** Adds an endpoint. */
export async function insertEndpoint(
  tx: Transaction,
  { locked, events, for: condition, ...columns }: Columns,
  now: Date,
): Promise<StoredEndpoint> {
  const json = { locked: toColumn(locked), events: toColumn(events), condition: toColumn(condition) };
  return endpointOf(
    await tx.webhookEndpoint.create({ data: { ...columns, ...json, createdAt: now, updatedAt: now } }),
  );
}

/** Changes parts of an endpoint that is there; what is undefined stays. */
export async function updateEndpoint(
  tx: Transaction,
  id: string,
  { locked, events, for: condition, ...columns }: Partial<Omit<Columns, "id">>,
  now: Date,
): Promise<StoredEndpoint> {
  const json = {
    locked: locked && toColumn(locked),
    events: events && toColumn(events),
    condition: condition && toColumn(condition),
  };
  return endpointOf(
    await tx.webhookEndpoint.update({ where: { id }, data: { ...columns, ...json, updatedAt: now } }),
  );
}

/** Gives an endpoint its next secret. @returns false where somebody else has meanwhile */
export async function countSecretUp(
  tx: Transaction,
  { id, secret }: Pick<StoredEndpoint, "id" | "secret">,
  overlapUntil: Date | null,
  now: Date,
): Promise<boolean> {
  const data = { secret: secret + 1, overlapUntil, updatedAt: now };
  const { count } = await tx.webhookEndpoint.updateMany({ where: { id, secret }, data });
  return count > 0;
}

/** Notes since when an endpoint takes nothing, or that it takes again; it is no change of an admin's. */
export async function noteFailing(tx: Transaction, id: string, since: Date | null): Promise<void> {
  const where = since === null ? { id } : { id, failingSince: null };
  await tx.webhookEndpoint.updateMany({ where, data: { failingSince: since } });
}

/** Switches an endpoint off that is on. @returns whether it was: of several at once one is told so */
export async function switchOff(tx: Transaction, id: string, why: WebhookOff, now: Date): Promise<boolean> {
  const { count } = await tx.webhookEndpoint.updateMany({
    where: { id, enabled: true },
    data: { enabled: false, disabledAt: now, disabledWhy: why },
  });
  return count > 0;
}

/** Takes an endpoint away that is there, with the list of what it was told. */
export async function removeEndpoint(tx: Transaction, id: string): Promise<void> {
  await tx.webhookEndpoint.deleteMany({ where: { id } });
  await tx.endpointDelivery.deleteMany({ where: { endpointId: id } });
}
