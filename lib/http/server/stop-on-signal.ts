import { stopWithin } from "../limits";

/**
 * Ends the process in order when it is asked to, within a bounded time.
 * @param stop what has to be done before
 * @param leave what comes before that, in a time of its own
 */
export function stopOnSignal(stop: () => Promise<void>, leave: () => Promise<void> = async () => {}): void {
  let stopping = false;
  const end = async () => {
    // A terminal and npm may both say it, and say it again.
    if (stopping) return;
    stopping = true;
    await leave();
    setTimeout(() => {
      console.error("Countersign took too long to stop and was ended. The next start takes up what is left.");
      process.exit(1);
    }, stopWithin).unref();
    try {
      await stop();
      process.exit(0);
    } catch (error) {
      console.error("Countersign did not stop in order. The next start takes up what is left.", error);
      process.exit(1);
    }
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void end());
}
