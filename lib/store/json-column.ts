import type { Json } from "@/lib/contracts/json";
import { Prisma } from "./generated/sqlite/client";

/** A value for a Json column. Guarantee: what goes in is JSON already, or a plain object of JSON parts. */
export function toColumn(value: object | Json): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue;
}

/** The same where the column may be empty: null is the database's NULL. */
export function toNullableColumn(value: object | Json | null | undefined) {
  return value === null || value === undefined ? Prisma.DbNull : toColumn(value);
}

/** What a Json column gave back. Guarantee: this store wrote it as `Shape`, from validated data. */
export function fromColumn<Shape>(value: Prisma.JsonValue): Shape {
  return value as Shape;
}
