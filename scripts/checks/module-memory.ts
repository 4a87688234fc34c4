import { committedFiles, textOf } from "./committed-files";

/** Files whose memory may exist twice: what one copy does not know it reckons or asks for again. */
const onlySpares = new Set([
  "lib/core/model-schema/checks-of.ts",
  "lib/http/streams/sse.ts",
  "lib/orchestrator/bounded/index.ts",
  "lib/orchestrator/calls/model-watch.ts",
  "lib/orchestrator/reading/shared-tail.ts",
  "lib/providers/payload/attachment-places.ts",
  "lib/providers/payload/exact-keywords.ts",
  "lib/providers/payload/model-schema.ts",
  "lib/providers/payload/validator.ts",
  "lib/store/runs/known-runs.ts",
  "lib/store/migrations/migration-checksums.ts",
]);

const memory =
  /^(?:export )?(?:const|let) \w+(?:: [^=\n]+)? = new (?:Map|Set|WeakMap|WeakSet|AsyncLocalStorage)(?:<.*>)?\(\)/m;

/**
 * Next bundles instrumentation and routes apart, so that a module exists twice in one process, and with it whatever it
 * remembers: what a process must know once stands on the global object, under a `Symbol.for`.
 */
export function moduleMemory(): string[] {
  const files = committedFiles().filter((path) =>
    /^lib\/(?!testing\/|store\/generated\/)(?!.*\/fixtures\/).*(?<!\.test)\.ts$/.test(path),
  );
  const kept = files.filter((path) => memory.test(textOf(path)));
  return [
    ...kept
      .filter((path) => !onlySpares.has(path))
      .map(
        (path) => `${path} remembers something in its module: keep it under a Symbol.for (lib/http/app.ts)`,
      ),
    ...[...onlySpares]
      .filter((path) => !kept.includes(path))
      .map((path) => `${path} remembers nothing in its module: take it off scripts/checks/module-memory.ts`),
  ];
}
