import { GET as getRun } from "@/app/api/hitl/runs/[id]/route";
import { keys } from "@/components/api/keys";
import { answerOf, type First } from "./first-data";

/** A run, for the page or the pane that opens with it. */
export async function runToShow(id: string): Promise<First> {
  return { key: keys.run(id), data: await answerOf("GET /api/hitl/runs/{id}", getRun, { params: { id } }) };
}
