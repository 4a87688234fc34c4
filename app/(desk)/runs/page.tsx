import type { Metadata } from "next";
import { GET as listRuns } from "@/app/api/hitl/runs/route";
import { keys } from "@/components/api/keys";
import { firstPage } from "@/components/api/list-runs";
import { Runs } from "@/components/runs/runs";
import { filterOf, pageRows, viewOf } from "@/components/runs/view";
import { textOfRequest } from "@/components/text/of-request";
import { answerOf, FirstData } from "../first-data";
import { type Search, searchOf } from "../search";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await textOfRequest()).runs.title };
}

export default async function RunsPage({ searchParams }: { searchParams: Search }) {
  const view = viewOf(await searchOf(searchParams));
  const query = { ...filterOf(view), limit: pageRows };
  // Days begin and end in the reader's own zone, which the server does not know.
  const inZone = view.from !== "" || view.until !== "";
  const page = inZone ? null : await answerOf("GET /api/hitl/runs", listRuns, { query });
  const data = page && { pages: [page], pageParams: [firstPage] };
  return (
    <FirstData first={[{ key: keys.list(query), data }]}>
      <Runs />
    </FirstData>
  );
}
