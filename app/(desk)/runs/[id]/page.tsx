import type { Metadata } from "next";
import { RunPane } from "@/components/run/run-pane";
import { textOfRequest } from "@/components/text/of-request";
import { FirstData } from "../../first-data";
import { runToShow } from "../../first-run";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await textOfRequest()).run.run };
}

export default async function RunPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <FirstData first={[await runToShow(id)]}>
      <RunPane runId={id} paged />
    </FirstData>
  );
}
