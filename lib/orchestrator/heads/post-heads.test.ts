import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { KeptHead } from "@/lib/contracts/evidence";
import { parseJson } from "@/lib/contracts/json-text";
import { requesterRita, TestEngine } from "@/lib/testing/engine";
import { Receiver, status } from "@/lib/testing/receiver";
import { verifyLog } from "../reading/verify-log";
import { postNewestHead } from "./post-heads";
import { signHead } from "./sign-heads";

const signing = { key: randomBytes(32).toString("base64"), retired: [] };

it("the newest head is posted once it was taken, and what was taken finds a cut end", async () => {
  await using world = await TestEngine.start({ signing, without: ["sign"] });
  await using receiver = await Receiver.start();
  const { context } = world;
  const sign = async () => {
    await world.create({}, requesterRita);
    if (context.signer === null) throw new Error("Nothing is signed here");
    while (await signHead(context, context.signer));
  };
  expect(await postNewestHead(receiver.url, context, 0)).toBe(0);
  await sign();
  await sign();
  for (const refusal of [503, 302]) {
    receiver.answer = status(refusal, { location: receiver.url });
    await expect(postNewestHead(receiver.url, context, 0)).rejects.toThrow(`${refusal}`);
  }
  receiver.answer = status(204);
  expect(await postNewestHead(receiver.url, context, 0)).toBe(2);
  expect(await postNewestHead(receiver.url, context, 2)).toBe(2);
  expect(receiver.received.map(({ headers }) => headers.get("webhook-id"))).toEqual([
    "head_2",
    "head_2",
    "head_2",
  ]);

  const { number, jws } = KeptHead.parse(parseJson(receiver.received[2]?.body ?? ""));
  expect(await verifyLog(context, null, [{ number, jws }])).toMatchObject({ intact: true });
  await world.db.prisma.signedHead.delete({ where: { number: 2 } });
  expect((await verifyLog(context, null, [{ number, jws }])).heads?.breaks).toMatchObject([
    { number: 2, said: { code: "head_missing" } },
  ]);
});
