import { setTimeout as pause } from "node:timers/promises";
import { printJson } from "@/lib/contracts/json-text";
import { postGuarded } from "@/lib/providers/fetch-guarded";
import { everyHost } from "@/lib/providers/private-hosts";
import { newestHead } from "@/lib/store/signed-heads";
import type { Context } from "../context";

/** So often it looks whether there is a newer head, in milliseconds. */
const looks = 10_000;
/** So long the receiver may take, in milliseconds. */
const patience = 10_000;

type Posting = Pick<Context, "db">;

/**
 * Posts the newest head where it is newer than head `last`: each head names the one before, so whoever keeps one holds all
 * before it to it. The body is a line as `HEADS_FILE` has it, the `webhook-id` is the head's, the same from every instance
 * and after every restart.
 * @param address the operator's own, so it may be private; redirects are not followed
 * @returns the number of the newest head that the receiver has taken
 * @throws Error when it was not taken; its message never names the address, which may hold a token
 */
export async function postNewestHead(address: string, { db }: Posting, last: number): Promise<number> {
  const head = await newestHead(db.prisma);
  if (head === null || head.number <= last) return last;
  const { number, at, jws, keyId } = head;
  const answer = await postGuarded(
    address,
    {
      headers: { "content-type": "application/json", "webhook-id": `head_${number}` },
      body: printJson({ number, at: at.toISOString(), jws, key_id: keyId }),
    },
    { privateHosts: [everyHost], signal: AbortSignal.timeout(patience) },
  );
  if (typeof answer === "number" && answer >= 200 && answer < 300) return number;
  throw new Error(`Head ${number} was not taken: ${answer}`);
}

/** Does so until `signal` aborts; what goes wrong is logged once and tried again. */
export async function keepPostingHeads(
  address: string,
  context: Context,
  signal: AbortSignal,
): Promise<void> {
  let last = 0;
  let troubled = false;
  while (!signal.aborted) {
    try {
      last = await postNewestHead(address, context, last);
      troubled = false;
    } catch (err) {
      if (!troubled)
        context.log.error(
          { event: "heads_not_posted", err },
          "Signed heads are not taken at HEADS_WEBHOOK_URL",
        );
      troubled = true;
    }
    await pause(looks, null, { signal, ref: false }).catch(() => null);
  }
}
