// Loaded into a server that is measured (`--expose-gc --import`): tells what it holds once nothing is left to collect.
process.on("message", () => {
  globalThis.gc?.();
  globalThis.gc?.();
  process.send?.(process.memoryUsage());
});
process.channel?.unref();
