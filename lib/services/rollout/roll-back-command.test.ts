import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Run } from "@/lib/contracts/run";
import { testApi } from "@/lib/testing/api";

const api = await testApi({ enableHitlOrchestrator: true });

/** Runs `npm run rollback` on a database. */
function command(databaseUrl: string, ...rest: string[]): Promise<{ code: number; output: string }> {
  const env = { ...process.env, DATABASE_URL: databaseUrl };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ["--import", "tsx", "scripts/rollback.ts", ...rest],
      { env },
      (_, out, errors) => resolve({ code: child.exitCode ?? 1, output: out + errors }),
    );
  });
}

async function pathTaken(): Promise<string> {
  const body = { prompt: "which way", model: "sandbox:sandbox/text", hitl_config: { policy: "auto" } };
  const answer = await api.rita.post("/api/teams/run", body, { prefer: "wait=20" });
  return Run.parse(await answer.json()).path;
}

describe("npm run rollback", () => {
  it("turns the next request of a server at work back to the old path, and says who and why", async () => {
    await api.ada.put("/api/rollout", { why: "the subset went well", stage: "everyone" });
    expect(await pathTaken()).toBe("hitl");
    expect(await command(api.app.db.url, "--why", "errors doubled")).toMatchObject({
      code: 0,
      output: expect.stringContaining("Rolled back: the stage was everyone"),
    });
    expect(await pathTaken()).toBe("legacy");
    const { history } = await (await api.ada.get("/api/rollout")).json();
    expect(history[0]).toMatchObject({ why: "errors doubled", actor: { id: "rollback-command" } });
  });

  it("wants to be told why", async () => {
    expect(await command(api.app.db.url)).toMatchObject({
      code: 2,
      output: expect.stringContaining("Say why"),
    });
  });

  it("says in a sentence that it found no database, and makes none", async () => {
    const { code, output } = await command("file:/nowhere/at-all.db", "--why", "errors doubled");
    expect(code).toBe(1);
    expect(output.trim()).toBe(
      "Nothing was rolled back. DATABASE_URL names the file /nowhere/at-all.db, " +
        "which cannot be used as a database (there is no such file).",
    );
    expect(existsSync("/nowhere")).toBe(false);
  });
});
