/** Runs once when the server starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { launcher } = await import("./lib/http/server/launcher");
  const waiting = launcher();
  try {
    const { startServer } = await import("./lib/http/server/start");
    const running = await startServer();
    if (waiting) waiting.started(running);
    else {
      const { stopOnSignal } = await import("./lib/http/server/stop-on-signal");
      stopOnSignal(() => running.stop());
    }
  } catch (error) {
    if (!waiting) throw error;
    waiting.failed(error);
  }
}
