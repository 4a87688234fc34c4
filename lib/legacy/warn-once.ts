const warned = Symbol.for("countersign.replicate-team-warned");
// Next bundles routes apart; only the global object is shared by all of them.
const shared: typeof globalThis & { [warned]?: true } = globalThis;

/** Says once in the life of the process that the older path is deprecated. */
export function warnOnce(log: { warn(fields: object, message: string): void }): void {
  if (shared[warned]) return;
  shared[warned] = true;
  log.warn(
    { successor: "/api/hitl/runs" },
    "ReplicateTeam, the one-shot path, is deprecated: nobody reviews what it sends. Move clients to POST /api/hitl/runs",
  );
}

/** Forgets that it warned; for tests. */
export function warnAgain(): void {
  shared[warned] = undefined;
}
