import type { Metadata } from "next";
import { RunPane } from "@/components/run/run-pane";
import { en } from "@/components/text/en";

export const metadata: Metadata = { title: en.run.run };

export default async function RunPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <RunPane runId={id} paged />;
}
