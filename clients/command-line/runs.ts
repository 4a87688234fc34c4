import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Command, Option } from "commander";
import { CountersignError, type NewRun, type RunQuery } from "countersign-client";
import type { JsonObject } from "@/lib/contracts/json";
import { printJson } from "@/lib/contracts/json-text";
import { type Connection, connect, contentOf, objectIn } from "./connection";
import { exit, Stop } from "./stop";
import { isObject, plain, text } from "./tell";

export function addRuns(program: Command): void {
  const runs = program.command("runs").description("ask for runs and follow them");

  runs
    .command("create")
    .description("ask for a run; with --watch follow it to its end")
    .option("-m, --model <model>", "as provider:owner/name, such as sandbox:sandbox/image")
    .option("-p, --prompt <text>", "what is asked for; - reads it from the standard input")
    .option("-s, --set <field=value>", "a field of the payload; the value is JSON or text", collect, [])
    .addOption(new Option("--policy <policy>").choices(["auto", "require_human", "auto_with_thresholds"]))
    .option("-b, --body <file>", "the whole body of POST /api/hitl/runs, as JSON; - is the standard input")
    .option("-k, --idempotency-key <key>", "asked for again with the same key it is the same run")
    .option("-w, --watch", "tell what happens, until it is over")
    .option("--save <folder>", "put the files that came of it there; watches, too")
    .action(async (options, command: Command) => {
      const connection = connect(command);
      const run = await created(connection, bodyOf(options), options.idempotencyKey);
      if (!options.watch && !options.save) return connection.tell(run);
      console.error(plain(`${text(objectIn(run).run_id)} is asked for.`));
      await watch(connection, text(objectIn(run).run_id), options.save);
    });

  runs
    .command("list")
    .description("runs, newest first")
    .option("--status <status>", "such as awaiting_human or completed")
    .option("--query <text>", "words of the prompt or the model, or a whole id")
    .option("--limit <count>", "at most so many", "50")
    .action(async (options, command: Command) => list(connect(command), options, command));

  runs
    .command("show <id>")
    .description("a run: its payload, what is wrong with it, what it costs, what came of it")
    .action(async (id: string, _, command: Command) => {
      const connection = connect(command);
      connection.tell(await read(connection, id));
    });

  runs
    .command("watch <id>")
    .description("tell what happens to a run, until it is over")
    .option("--save <folder>", "put the files that came of it there")
    .action((id: string, options, command: Command) => watch(connect(command), id, options.save));

  runs
    .command("cancel <id>")
    .description("end a run that is not over")
    .option("--reason <text>")
    .action(async (id: string, options, command: Command) => {
      const connection = connect(command);
      await connection.countersign.runs.cancel(id, options.reason);
      connection.tell(await read(connection, id));
    });
}

/** A run as the server wrote it, to the digit. */
export async function read({ countersign }: Connection, id: string): Promise<string> {
  const { data, error, response } = await countersign.api.GET("/api/hitl/runs/{id}", {
    params: { path: { id } },
    parseAs: "text",
  });
  if (data === undefined) throw new CountersignError(response, error);
  return data;
}

interface Asked {
  model?: string;
  prompt?: string;
  set: string[];
  policy?: string;
  body?: string;
}

function bodyOf({ model, prompt, set, policy, body }: Asked): JsonObject {
  const whole = body === undefined ? {} : objectIn(contentOf(body));
  const fields = fieldsOf(set);
  return {
    ...whole,
    ...(model === undefined ? {} : { model }),
    ...(prompt === undefined ? {} : { prompt: prompt === "-" ? contentOf("-").trimEnd() : prompt }),
    ...(set.length === 0 ? {} : { edits: { payload: fields } }),
    ...(policy === undefined ? {} : { hitl_config: { policy } }),
  };
}

/** `field=value` each, the value as JSON where it is JSON, else as the text it is. */
export function fieldsOf(set: string[]): JsonObject {
  return Object.fromEntries(
    set.map((one) => {
      const [, field, value = ""] = /^([^=]+)=(.*)$/s.exec(one) ?? [];
      if (field === undefined) throw new Stop(`"${one}" is not field=value.`, exit.misunderstood);
      try {
        return [field, objectIn(`{"value":${value}}`).value ?? null];
      } catch {
        return [field, value];
      }
    }),
  );
}

export function collect(one: string, earlier: string[]): string[] {
  return [...earlier, one];
}

async function created(
  { countersign }: Connection,
  body: JsonObject,
  key = crypto.randomUUID(),
): Promise<string> {
  const { data, error, response } = await countersign.api.POST("/api/hitl/runs", {
    // The server says what is wrong with it, better than a type could.
    body: body as unknown as NewRun,
    bodySerializer: (given) => printJson(given),
    params: { header: { "Idempotency-Key": key, Prefer: "wait=5" } },
    parseAs: "text",
  });
  if (data === undefined) throw new CountersignError(response, error);
  return data;
}

async function list(
  { countersign }: Connection,
  { status, query, limit }: { status?: string; query?: string; limit: string },
  command: Command,
): Promise<void> {
  const most = Number(limit);
  if (!Number.isInteger(most) || most < 1)
    throw new Stop("--limit takes a whole number from 1.", exit.misunderstood);
  const wanted = { ...(status ? { status } : {}), ...(query ? { q: query } : {}) } as RunQuery;
  const rows = [];
  for await (const row of countersign.runs.list(wanted)) {
    rows.push(row);
    if (rows.length === most) break;
  }
  if (command.optsWithGlobals().json) return console.log(printJson(rows));
  for (const { run_id, status, model, created_at, prompt } of rows) {
    const line = `${run_id}  ${created_at.slice(0, 16)}  ${status.padEnd(14)}  ${model}  ${prompt.slice(0, 60)}`;
    console.log(plain(line.replaceAll(/\s*\n\s*/g, " ")));
  }
}

async function watch(connection: Connection, id: string, folder?: string): Promise<void> {
  const { countersign, url } = connection;
  for await (const { at, message, type } of countersign.runs.events(id)) {
    console.error(
      plain(`${at.slice(11, 19)}  ${message}${type === "awaiting_human" ? `: ${url}/runs/${id}` : ""}`),
    );
  }
  const run = await read(connection, id);
  if (folder !== undefined) await save(connection, objectIn(run), folder);
  connection.tell(run);
  const { status } = objectIn(run);
  if (status !== "completed") throw new Stop(`The run is ${text(status)}.`, exit.notCompleted);
}

async function save({ countersign }: Connection, run: JsonObject, folder: string): Promise<void> {
  const id = text(run.run_id);
  await mkdir(folder, { recursive: true });
  for (const output of Array.isArray(run.outputs) ? run.outputs : []) {
    if (!isObject(output)) continue;
    const index = Number(output.index);
    const { body, headers } = await countersign.runs.output(id, index);
    const ending =
      /filename="?[^"]*?(\.\w{1,8})"?(;|$)/.exec(headers.get("content-disposition") ?? "")?.[1] ?? "";
    const path = join(folder, `${id}-${index}${ending}`);
    if (body === null) continue;
    await pipeline(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]), createWriteStream(path));
    console.error(`Saved ${path}`);
  }
}
