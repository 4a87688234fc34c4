import { createInterface } from "node:readline/promises";
import type { Command } from "commander";
import { CountersignError, type Edits } from "countersign-client";
import type { JsonObject } from "@/lib/contracts/json";
import { printJson } from "@/lib/contracts/json-text";
import { type Connection, connect, contentOf, objectIn } from "./connection";
import { collect, fieldsOf, read } from "./runs";
import { exit, Stop } from "./stop";
import { plain, tellRun, text } from "./tell";

export function addDecisions(program: Command): void {
  decision(program, "approve <id>", "sign what a run asks about")
    .option("-m, --message <text>", "why")
    .option("--acknowledge-issues", "although there are errors; wants a message")
    .action(async (id: string, options, command: Command) => {
      const { connection, seen } = await question(id, options.token, command, "Approve this?");
      await connection.countersign.runs.approve(seen, {
        ...(options.message ? { message: options.message } : {}),
        ...(options.acknowledgeIssues ? { acknowledge_issues: true } : {}),
      });
      connection.tell(await read(connection, id));
    });

  decision(program, "edit <id>", "change the payload of a run, and sign it as changed")
    .option("-s, --set <field=value>", "a field of the payload; the value is JSON or text", collect, [])
    .option("--payload <file>", "a JSON Merge Patch on the payload; - is the standard input")
    .option("-m, --message <text>", "why")
    .option("--no-approve", "keep it as a revision, and wait on")
    .action(async (id: string, options, command: Command) => {
      const patch: JsonObject = {
        ...(options.payload === undefined ? {} : objectIn(contentOf(options.payload))),
        ...fieldsOf(options.set),
      };
      if (Object.keys(patch).length === 0) {
        throw new Stop("Say what changes: --set field=value, or --payload file.", exit.misunderstood);
      }
      const connection = connect(command);
      const { token, message, approve } = options;
      await (token === undefined && approve
        ? editAndAsk(connection, id, patch, message)
        : change(connection, {
            id,
            patch,
            message,
            approve,
            token: token ?? (await tokenOf(connection, id)),
          }));
      connection.tell(await read(connection, id));
    });

  decision(program, "reject <id>", "refuse what a run asks about; the run ends")
    .requiredOption("--reason <text>", "why; whoever asked reads it")
    .action(async (id: string, options, command: Command) => {
      const { connection, seen } = await question(id, options.token, command, "Reject this?");
      await connection.countersign.runs.reject(seen, options.reason);
      connection.tell(await read(connection, id));
    });
}

function decision(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .option(
      "--token <token>",
      "the approval_token of the question that was read; without it you are shown it and asked",
    );
}

interface Change {
  id: string;
  patch: JsonObject;
  message: string | undefined;
  approve: boolean;
  token: string;
}

async function change(
  { countersign }: Connection,
  { id, patch, message, approve, token }: Change,
): Promise<void> {
  const { data, error, response } = await countersign.api.POST("/api/hitl/runs/{id}/edit", {
    params: { path: { id } },
    body: {
      approval_token: token,
      edits: { payload: patch as Edits["payload"] & object },
      approve,
      ...(message ? { message } : {}),
    },
    // To the digit, as it was written.
    bodySerializer: (given) => printJson(given),
  });
  if (data === undefined) throw new CountersignError(response, error);
}

/** Keeps the change as a revision, shows the payload as it is by then, and signs that. */
async function editAndAsk(
  connection: Connection,
  id: string,
  patch: JsonObject,
  message?: string,
): Promise<void> {
  demandReader(id);
  await change(connection, { id, patch, message, approve: false, token: await tokenOf(connection, id) });
  const seen = await confirmed(connection, id, "It is changed. Sign it as it is now?");
  await connection.countersign.runs.approve(seen, message ? { message } : {});
}

async function tokenOf(connection: Connection, id: string): Promise<string> {
  const run = objectIn(await read(connection, id));
  demandQuestion(id, run);
  return text(run.approval_token);
}

/** The question that is answered: the one whose token is given, or the one that is shown now and confirmed. */
async function question(id: string, token: string | undefined, command: Command, ask: string) {
  const connection = connect(command);
  if (token !== undefined) return { connection, seen: { run_id: id, approval_token: token } };
  demandReader(id);
  return { connection, seen: await confirmed(connection, id, ask) };
}

function demandReader(id: string): void {
  if (process.stdin.isTTY) return;
  throw new Stop(
    `Nobody is there to read it: give --token, the approval_token of \`countersign --json runs show ${id}\`.`,
    exit.misunderstood,
  );
}

async function confirmed(connection: Connection, id: string, ask: string) {
  const run = objectIn(await read(connection, id));
  if (!run.approval_token)
    throw new Stop(plain(`${id} is ${text(run.status)} and asks nothing.`), exit.refused);
  console.error(tellRun(run, connection.url));
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`${ask} [y/N] `).finally(() => terminal.close());
  if (!/^y(es)?$/i.test(answer.trim())) throw new Stop("Nothing was decided.");
  return { run_id: id, approval_token: text(run.approval_token) };
}

function demandQuestion(id: string, run: JsonObject): void {
  if (!run.approval_token)
    throw new Stop(plain(`${id} is ${text(run.status)} and asks nothing.`), exit.refused);
}
