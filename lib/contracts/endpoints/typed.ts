import type { z } from "zod";
import type { TakenHeader } from "./endpoint";
import type { endpoints } from "./index";

type Row = (typeof endpoints)[keyof typeof endpoints];

/** Every row of the table by what a client says: `GET /api/hitl/runs/{id}`. */
type ByName = { [One in Row as `${One["method"]} ${One["path"]}`]: One };

/** A method and an address of the table. */
export type OperationName = keyof ByName;

type NamesIn<Path> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

type Word = string | number | boolean | undefined;

/** A query as it is meant, whatever it is read from. */
type QueryOf<One> = One extends { query: infer Query extends z.ZodObject }
  ? { [Key in keyof z.input<Query>]: Extract<z.output<Query>[Key & keyof z.output<Query>], Word> }
  : never;

type BodyOf<One> = One extends { body: infer Body extends z.ZodType } ? z.input<Body> : never;

type Part<Key extends string, Value> = [Value] extends [never]
  ? { [Name in Key]?: never }
  : object extends Value
    ? { [Name in Key]?: Value }
    : { [Name in Key]: Value };

/** What a call of this operation has to say. */
export type Asked<Name extends OperationName> = Part<
  "params",
  Record<NamesIn<ByName[Name]["path"]>, string | number>
> &
  Part<"query", QueryOf<ByName[Name]>> &
  Part<"body", BodyOf<ByName[Name]>> & {
    headers?: Partial<Record<TakenHeader, string>>;
    signal?: AbortSignal;
  };

type JsonIn<Given> = Given extends { content: { "application/json": infer Schema extends z.ZodType } }
  ? z.output<Schema>
  : never;

type Answers<One extends Row> = One["answers"][keyof One["answers"]];

/** What a good answer of this operation carries; null where it carries nothing. */
export type Answered<Name extends OperationName> = [JsonIn<Answers<ByName[Name]>>] extends [never]
  ? null
  : JsonIn<Answers<ByName[Name]>>;
