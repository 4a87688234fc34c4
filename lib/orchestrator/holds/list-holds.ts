import { z } from "zod";
import type { ProviderView } from "@/lib/contracts/catalogue";
import type { Hold, ProviderHold } from "@/lib/contracts/holds";
import type { PageQuery } from "@/lib/contracts/people";
import type { Page } from "@/lib/contracts/run";
import { isForAllOf } from "@/lib/core/holds";
import type { Principal } from "@/lib/core/principal";
import { type HoldPlace, holdsBefore, holdsOn, type StoredHold } from "@/lib/store/holds";
import { readCursor, writeCursor } from "@/lib/store/runs/cursor";
import type { Context } from "../context";
import { demandRole } from "../reading/see";
import { viewsOf } from "./view-of-hold";

const Place = z.tuple([z.literal("holds"), z.iso.datetime(), z.string()]);

/**
 * Every hold there is and was, the newest first.
 * @throws CodedError `forbidden` for everyone but admins, `validation_error` for a foreign cursor
 */
export async function listHolds(
  context: Context,
  principal: Principal,
  { limit, cursor }: PageQuery,
): Promise<Page<Hold>> {
  demandRole(principal, "admin");
  const rows = await holdsBefore(context.db.prisma, cursor === undefined ? null : placeOf(cursor), limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    data: await viewsOf(context, shown),
    next_cursor:
      last && rows.length > limit ? writeCursor(["holds", last.madeAt.toISOString(), last.id]) : null,
  };
}

function placeOf(cursor: string): HoldPlace {
  const [, at, id] = readCursor(Place, cursor);
  return { madeAt: new Date(at), id };
}

/** Says of providers whose every call is held by whom, since when and why: everybody may know. */
export async function withHolds(
  { db, clock }: Pick<Context, "db" | "clock">,
  page: Page<ProviderView>,
): Promise<Page<ProviderView>> {
  const holds = await holdsOn(db.prisma, clock());
  const data = page.data.map((provider) => {
    const whole = holds.filter((hold) => isForAllOf(hold.for, provider.name));
    // One that is for every provider says more than one for this.
    const hold = whole.find((one) => one.for.provider === undefined) ?? whole[0];
    return hold ? { ...provider, hold: toldOf(hold) } : provider;
  });
  return { ...page, data };
}

function toldOf({ id, for: condition, why, madeBy, madeAt, until }: StoredHold): ProviderHold {
  return {
    id,
    all: condition.provider === undefined,
    why,
    by: madeBy.name,
    since: madeAt.toISOString(),
    until: until?.toISOString() ?? null,
  };
}
