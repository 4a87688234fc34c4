import { spawn } from "node:child_process";
import { readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testApi } from "@/lib/testing/api";
import { testKey } from "@/lib/testing/app";
import { scratchFolder } from "@/lib/testing/scratch-folder";
import { serve } from "@/lib/testing/serve";
import { bundleCommand } from "@/scripts/pack/command.mjs";

const folder = scratchFolder("countersign-command-");
const command = join(folder, "countersign.mjs");
const { app, ann, rita, fetch: reach } = await testApi();
const url = await serve(reach);
const keys = { requester: "", reviewer: "", admin: "" };

beforeAll(async () => {
  await bundleCommand(command);
  for (const role of ["requester", "reviewer", "admin"] as const) {
    keys[role] = (await testKey(app, role)).authorization.replace("Bearer ", "");
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Runs the command as its user would, with the key of a role, and gives what it said. */
function countersign(role: keyof typeof keys | null, args: string[], input = ""): Promise<Ended> {
  const env = { ...process.env, COUNTERSIGN_URL: url, COUNTERSIGN_KEY: role === null ? "" : keys[role] };
  const child = spawn(process.execPath, [command, ...args], { cwd: folder, env });
  const said = { out: "", err: "" };
  child.stdout.on("data", (part) => {
    said.out += part;
  });
  child.stderr.on("data", (part) => {
    said.err += part;
  });
  child.stdin.end(input);
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, ...said })));
}

const bicycle = ["runs", "create", "--model", "sandbox:sandbox/image", "--prompt", "a red bicycle on a quay"];
const waiting = [...bicycle, "--policy", "require_human"];

async function created(args = waiting): Promise<{ run_id: string; approval_token: string }> {
  const { out, err, code } = await countersign("requester", ["--json", ...args]);
  expect([code, err]).toEqual([0, ""]);
  return JSON.parse(out);
}

test("a run is asked for, watched, approved, and its picture saved", async () => {
  const { run_id, approval_token } = await created([...waiting, "--set", "width=640"]);
  const watching = countersign("requester", ["runs", "watch", run_id, "--save", "pictures"]);
  await expect
    .poll(async () => (await countersign("reviewer", ["runs", "show", run_id])).out)
    .toContain('"width": 640');
  const approved = await countersign("reviewer", ["approve", run_id, "--token", approval_token]);
  expect(approved.code).toBe(0);
  // The answer is asked about, too.
  const asks = async () => {
    const { status, current_step } = await ann.run(run_id);
    return `${status} at ${current_step}`;
  };
  await expect.poll(asks, { timeout: 20_000 }).toBe("awaiting_human at response_review");
  await ann.decide(run_id, "approve");
  const { code, out, err } = await watching;
  expect([code, out]).toEqual([0, expect.stringContaining("completed")]);
  expect(err).toMatch(/^\d\d:\d\d:\d\d {2}Run created/);
  const [picture = ""] = readdirSync(join(folder, "pictures"));
  expect(picture).toMatch(new RegExp(`^${run_id}-0\\.\\w+$`));
  expect(statSync(join(folder, "pictures", picture)).size).toBeGreaterThan(1000);
});

test("an edit and a rejection say what they changed and why", async () => {
  const { run_id, approval_token } = await created();
  const edited = await countersign("reviewer", [
    ...["edit", run_id, "--token", approval_token, "--no-approve"],
    ...["--set", "prompt=a blue bicycle", "--message", "The brief says blue."],
  ]);
  expect([edited.code, edited.out]).toEqual([0, expect.stringContaining('"prompt": "a blue bicycle"')]);
  const { approval_token: next } = await ann.run(run_id);
  const rejected = await countersign("reviewer", [
    "reject",
    run_id,
    "--token",
    `${next}`,
    "--reason",
    "Not now.",
  ]);
  expect([rejected.code, rejected.out]).toEqual([0, expect.stringContaining("cancelled")]);
  const watched = await countersign("requester", ["runs", "watch", run_id]);
  expect([watched.code, watched.err]).toEqual([4, expect.stringContaining("The run is cancelled.")]);
});

test("nobody signs what they did not see: without a terminal the question's token is asked for", async () => {
  const { run_id } = await created();
  const blind = await countersign("reviewer", ["approve", run_id]);
  expect([blind.code, blind.err]).toEqual([2, expect.stringContaining("--token")]);
  const stale = await countersign("reviewer", ["approve", run_id, "--token", "apt_of_another"]);
  expect(stale.code).toBe(3);
  expect((await ann.run(run_id)).status).toBe("awaiting_human");
});

test("a question of another system is shown with all it says, and whole numbers of an edit keep their digits", async () => {
  const asked = await rita.post("/api/hitl/questions", {
    title: "Send this letter?",
    body: "It goes to every customer.",
    context: { customers: 4711 },
    arguments: { subject: "Prices" },
  });
  const { run_id, approval_token } = await asked.json();
  const { out } = await countersign("reviewer", ["runs", "show", run_id]);
  for (const said of [
    "Send this letter?",
    "It goes to every customer.",
    '"customers": 4711',
    '"subject": "Prices"',
  ])
    expect(out).toContain(said);
  const token = ["--token", approval_token ?? (await ann.run(run_id)).approval_token];
  const edit = ["edit", run_id, ...token, "--set", "limit=18446744073709551615", "--no-approve"];
  expect(await countersign("reviewer", edit)).toMatchObject({
    code: 0,
    out: expect.stringContaining('"limit": 18446744073709551615'),
  });
});

test("what a prompt says cannot move the terminal's cursor", async () => {
  const { run_id } = await created([...waiting, "--prompt", "red\u001b[2K\u202ebicycle"]);
  const { out } = await countersign("reviewer", ["runs", "show", run_id]);
  for (const hidden of ["\u001b", "\u202e"]) expect(out).not.toContain(hidden);
  expect(out).toContain("\\u{1b}[2K\\u{202e}bicycle");
});

test("whole numbers are shown and sent to the digit", async () => {
  const body = JSON.stringify({
    prompt: "a red bicycle",
    agent_tool_config: {
      "sandbox-agent-tool": { data: { name: "sandbox/image", example_input: { seed: 0 } } },
    },
  }).replace('"seed":0', '"seed":18446744073709551615');
  const { code, out } = await countersign("requester", ["runs", "create", "--body", "-"], body);
  expect([code, out]).toEqual([0, expect.stringContaining("18446744073709551615")]);
});

test("a refusal says which field is wrong, and the exit code tells who refused", async () => {
  const refused = await countersign("requester", ["runs", "create", "--model", "nothing", "--prompt", "x"]);
  expect([refused.code, refused.out]).toEqual([3, ""]);
  expect(refused.err).toContain("/model");
  expect((await countersign("requester", ["runs", "show", "run_none"])).code).toBe(3);
  expect(await countersign(null, ["runs", "list"])).toMatchObject({
    code: 2,
    err: expect.stringContaining("COUNTERSIGN_KEY"),
  });
  expect((await countersign("requester", ["runs", "frobnicate"])).code).toBe(2);
  expect((await countersign("requester", ["--help"])).code).toBe(0);
  const away = await countersign("requester", ["--url", "http://127.0.0.1:1", "runs", "list"]);
  expect([away.code, away.err]).toEqual([1, expect.stringContaining("cannot be reached")]);
});

test("files are put, and named by a run", async () => {
  writeFileSync(join(folder, "note.txt"), "a red bicycle");
  const put = await countersign("requester", ["--json", "files", "put", "note.txt"]);
  expect(put.code).toBe(0);
  const { id, bytes } = JSON.parse(put.out);
  expect(bytes).toBe(13);
  expect((await countersign("requester", ["files", "put", "none.txt"])).code).toBe(2);
  expect(await countersign("requester", ["files", "put", "note.txt"])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^file_\w+ {2}13 bytes/),
  });
  expect(id).toMatch(/^file_/);
});

test("the list has a line for each run, and JSON for programs", async () => {
  const { run_id } = await created();
  const list = ["runs", "list", "--status", "awaiting_human", "--limit", "3"];
  expect((await countersign("requester", list)).out).toMatch(new RegExp(`^${run_id} .*red bicycle`, "m"));
  const rows = JSON.parse((await countersign("requester", ["--json", ...list])).out);
  expect(rows.map((row: { status: string }) => row.status)).toEqual(rows.map(() => "awaiting_human"));
});

test("evidence is checked offline, and the server's log by the server", async () => {
  const { run_id, approval_token } = await created();
  await countersign("reviewer", ["reject", run_id, "--token", approval_token, "--reason", "No."]);
  const signed = async () => {
    const pack = await (await ann.get(`/api/hitl/runs/${run_id}/evidence`)).text();
    writeFileSync(join(folder, "pack.ndjson"), pack);
    writeFileSync(join(folder, "keys.json"), await (await ann.get("/api/hitl/keys.json")).text());
    return countersign(null, ["verify", "pack.ndjson", "--keys", "keys.json"]);
  };
  await expect.poll(async () => (await signed()).code, { timeout: 30_000 }).toBe(0);
  expect((await signed()).out).toContain("All of it is signed");
  writeFileSync(
    join(folder, "changed.ndjson"),
    (await (await ann.get(`/api/hitl/runs/${run_id}/evidence`)).text()).replace("No.", "Yes"),
  );
  expect((await countersign(null, ["verify", "changed.ndjson", "--keys", "keys.json"])).code).toBe(1);
  expect(await countersign("admin", ["verify"])).toMatchObject({
    code: 0,
    out: expect.stringContaining("the log holds"),
  });
});

test("rolling back wants a reason and an admin", async () => {
  expect((await countersign("admin", ["rollback"])).code).toBe(2);
  expect((await countersign("reviewer", ["rollback", "--why", "errors doubled"])).code).toBe(3);
  const back = await countersign("admin", ["rollback", "--why", "errors doubled"]);
  expect([back.code, back.out]).toEqual([0, expect.stringContaining("Rolled back")]);
});
