import type { Metadata } from "next";
import { Insights } from "@/components/insights/insights";
import { textOfRequest } from "@/components/text/of-request";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await textOfRequest()).insights.title };
}

export default function InsightsPage() {
  return <Insights />;
}
