import type { DatabaseKind } from "@/lib/store/connection/location";

interface Compiler {
  prototype: { compile(this: object, request: string): object };
}

const runtimes = { sqlite: "sqlite", postgres: "postgresql" } as const satisfies Record<DatabaseKind, string>;
const begun = Symbol.for("countersign.shared-query-plans");
const shared: typeof globalThis & { [begun]?: true } = globalThis;

/**
 * Lets all Prisma clients of this process share what they compiled. A client compiles each query once; tests make a
 * client for each database, and would compile the same hundred queries for each.
 */
export async function shareQueryPlans(): Promise<void> {
  if (shared[begun]) return;
  shared[begun] = true;
  for (const runtime of Object.values(runtimes)) {
    const path = `@prisma/client/runtime/query_compiler_fast_bg.${runtime}.mjs`;
    const { QueryCompiler }: { QueryCompiler: Compiler } = await import(/* @vite-ignore */ path);
    const { compile } = QueryCompiler.prototype;
    const plans = new Map<string, object>();
    QueryCompiler.prototype.compile = function compileOnce(request) {
      const plan = plans.get(request) ?? compile.call(this, request);
      plans.set(request, plan);
      return plan;
    };
  }
}
