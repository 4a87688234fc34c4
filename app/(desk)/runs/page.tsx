import type { Metadata } from "next";
import { Runs } from "@/components/runs/runs";
import { textOfRequest } from "@/components/text/of-request";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await textOfRequest()).runs.title };
}

export default function RunsPage() {
  return <Runs />;
}
