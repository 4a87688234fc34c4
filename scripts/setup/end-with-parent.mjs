/**
 * Under npm: ends this process in order when npm is gone. A signal to npm does not always reach
 * what it started, and nothing may stay behind.
 */
export function endWithParent() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, "SIGTERM");
  }, 500).unref();
}
