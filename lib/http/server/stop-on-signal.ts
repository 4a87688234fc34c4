import { stopWithin } from "../limits";

/**
 * Ends the process in order when it is asked to, within a bounded time.
 * @param stop what has to be done before
 */
export function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const end = async () => {
    // A terminal and npm may both say it, and say it again.
    if (stopping) return;
    stopping = true;
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
