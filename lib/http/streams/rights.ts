import type { Listener } from "@/lib/orchestrator/context";
import type { App } from "../app";

/** Announced beside the ids of runs, none of which is called so. */
const rights = "rights";

/** To be told after a commit that took a right away: every stream, on every instance, looks at once whether it still may. */
export function rightsChanged(app: App): void {
  app.engine.context.wakeups.announce(rights);
}

/** Hears whenever somebody may have lost a right. */
export function listenToRights(app: App): Listener {
  return app.engine.context.wakeups.listen(rights);
}
