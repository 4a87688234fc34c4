import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { describe, expect, it } from "vitest";
import type { Principal } from "@/lib/core/principal";
import { databaseKinds } from "@/lib/testing/database";
import { fluxRef, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { SlackServer } from "@/lib/testing/slack-server";
import { approveReview } from "../decisions/approve";
import { rejectReview } from "../decisions/reject";
import { tellByMail } from "./tell-by-mail";
import { tellSlack } from "./tell-slack";

const review = { policy: "require_human" as const, allowed_steps: ["payload_review" as const] };
const prompt = "a red bicycle <!channel> & <https://evil.example|click>";

/** A mail server that keeps what it takes. */
async function mailServer() {
  const mails: { to: string[]; text: string }[] = [];
  const refuse: number[] = [];
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    onRcptTo(_, __, done) {
      const code = refuse.shift();
      done(code === undefined ? null : Object.assign(new Error("no"), { responseCode: code }));
    },
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const to = envelope.rcptTo.map(({ address }) => address);
        // Long lines are folded (RFC 2045, 6.7).
        const text = Buffer.concat(parts).toString("utf8").replaceAll("=\r\n", "");
        mails.push({ to, text });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    mails,
    refuse,
    url: `smtp://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

describe.each(databaseKinds)("a question (%s)", (on) => {
  async function withSlack() {
    const slack = await SlackServer.start();
    const { token, channel, url: apiUrl } = slack;
    const publicUrl = "https://desk.example.com";
    const engine = await TestEngine.start({ on, publicUrl, slack: { token, channel, apiUrl } });
    return {
      slack,
      engine,
      ask: () => engine.create({ model: fluxRef, prompt, hitl_config: review }),
      async [Symbol.asyncDispose]() {
        await engine[Symbol.asyncDispose]();
        await slack[Symbol.asyncDispose]();
      },
    };
  }
  const posted = (slack: SlackServer, count: number) =>
    expect.poll(() => slack.messages.length, { timeout: 20_000 }).toBe(count);
  const noticed = (engine: TestEngine) => engine.context.db.prisma.reviewNotice.findMany();

  it("stands in the channel with a link, and the message says how it ended, wherever that was", async () => {
    await using world = await withSlack();
    const { slack, engine } = world;
    const { run_id } = await world.ask();
    await posted(slack, 1);
    const open = JSON.stringify(slack.messages[0]?.blocks);
    expect(open).toContain(`<https://desk.example.com/runs/${run_id}|Open it at the desk>`);
    // Foreign words stand as plain text.
    expect(slack.messages[0]?.blocks).toContainEqual({
      type: "section",
      text: { type: "plain_text", text: prompt, emoji: false },
    });
    expect(slack.messages[0]?.text).not.toContain("bicycle");
    await rejectReview(engine.context, run_id, await engine.seenBy(reviewerAnn, run_id), { reason: "no" });
    await expect.poll(() => slack.messages[0]?.edited, { timeout: 20_000 }).toBe(true);
    expect(slack.messages[0]?.text).toBe("Rejected by Ann: replicate:black-forest-labs/flux-schnell");
    expect(JSON.stringify(slack.messages[0]?.blocks)).not.toContain("bicycle");
    expect(slack.messages).toHaveLength(1);
  });

  it("that was posted as the process died is found again and not posted twice", async () => {
    await using world = await withSlack();
    const { slack, engine } = world;
    slack.trouble.push("hangs_up");
    const { run_id, review: open } = await world.ask();
    await expect
      .poll(async () => (await noticed(engine))[0]?.problem, { timeout: 20_000 })
      .toBe("unreachable");
    await engine.engine.stop();
    const notice = { run_id, review_id: open?.id ?? "" };
    expect(await tellSlack(engine.context, notice)).toBeNull();
    expect(slack.calls).toContain("conversations.history");
    expect(slack.messages).toHaveLength(1);
    expect((await noticed(engine))[0]).toMatchObject({ reference: slack.messages[0]?.ts, problem: null });
    const before = slack.calls.length;
    expect(await tellSlack(engine.context, notice)).toBeNull();
    expect(slack.calls).toHaveLength(before);
  });

  it("waits as long as Slack asks for, and not at all where Slack will never take it", async () => {
    await using world = await withSlack();
    const { slack, engine } = world;
    slack.trouble.push({ retryAfter: 30 });
    const { run_id, review: open } = await world.ask();
    await expect
      .poll(async () => (await noticed(engine))[0]?.problem, { timeout: 20_000 })
      .toBe("rate_limited");
    await engine.engine.stop();
    const notice = { run_id, review_id: open?.id ?? "" };
    slack.trouble.push({ error: "not_in_channel" }, { error: "not_in_channel" });
    expect(await tellSlack(engine.context, notice)).toBeNull();
    expect((await noticed(engine))[0]?.problem).toBe("not_in_channel");
    expect(slack.messages).toHaveLength(0);
  });

  it("is mailed once to each of those whose it is, without what was asked for, and again only to whom it did not reach", async () => {
    await using server = await mailServer();
    const mail = { url: server.url, from: "desk@example.com", to: "everybody" as const };
    await using engine = await TestEngine.start({ on, publicUrl: "https://desk.example.com", mail });
    const { prisma } = engine.context.db;
    const now = new Date();
    const people: [string, Principal["role"]][] = [
      ["ann", "reviewer"],
      ["ada", "admin"],
      ["rita", "requester"],
    ];
    for (const [name, role] of people)
      await prisma.user.create({
        data: {
          ...{ id: `user_${name}`, name, email: `${name}@example.com`, role },
          ...{ emailVerified: true, createdAt: now, updatedAt: now },
        },
      });
    server.refuse.push(450);
    const { run_id, review: open } = await engine.create({ model: fluxRef, prompt, hitl_config: review });
    await expect.poll(() => server.mails.length, { timeout: 20_000 }).toBe(1);
    await expect.poll(async () => (await noticed(engine)).length, { timeout: 20_000 }).toBe(2);
    await engine.engine.stop();
    const notice = { run_id, review_id: open?.id ?? "" };
    expect(await tellByMail(engine.context, notice)).toBeNull();
    expect(server.mails.flatMap(({ to }) => to).toSorted()).toEqual(["ada@example.com", "ann@example.com"]);
    for (const { text } of server.mails) {
      expect(text).toContain(`https://desk.example.com/runs/${run_id}`);
      expect(text).toContain(`Message-ID: <${open?.id}.user_`);
      expect(text).not.toContain("bicycle");
    }
    expect(await tellByMail(engine.context, notice)).toBeNull();
    expect(server.mails).toHaveLength(2);
  });

  it("that was answered before anybody could hear of it is told to nobody", async () => {
    await using world = await withSlack();
    const { slack, engine } = world;
    const asked = await world.ask();
    await posted(slack, 1);
    await approveReview(engine.context, asked.run_id, await engine.seenBy(reviewerAnn, asked.run_id), {});
    await engine.rest(asked.run_id);
    await engine.engine.stop();
    await engine.context.db.prisma.reviewNotice.deleteMany();
    const notice = { run_id: asked.run_id, review_id: asked.review?.id ?? "" };
    expect(await tellSlack(engine.context, notice)).toBeNull();
    expect(slack.messages).toHaveLength(1);
  });
});
