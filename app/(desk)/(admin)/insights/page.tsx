import type { Metadata } from "next";
import { Insights } from "@/components/insights/insights";
import { adminTextOfRequest } from "@/components/text/of-request";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await adminTextOfRequest()).insights.title };
}

export default function InsightsPage() {
  return <Insights />;
}
