/**
 * Asks an app all the time whether it lives, from a process of its own, whose time nobody else takes:
 *   tsx lib/testing/hostile/watch-alive.ts <url> <pid of the app>
 * Each answer is a line: milliseconds, and what is left of them without waiting for a processor.
 */
import { waitedSince, waitsOf } from "./waits";

const [url = "", app = ""] = process.argv.slice(2);
const every = 50;

process.on("disconnect", () => process.exit());
for (;;) {
  const before = [waitsOf(Number(app)), waitsOf(process.pid)] as const;
  const started = performance.now();
  const ok = await fetch(`${url}/api/health/live`).then(
    (response) => response.ok,
    () => false,
  );
  const ms = performance.now() - started;
  const waited = waitedSince(Number(app), before[0]).main + waitedSince(process.pid, before[1]).main;
  process.send?.({ ok, ms, own: ms - waited });
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, every - ms)));
}
