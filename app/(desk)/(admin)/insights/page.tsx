import type { Metadata } from "next";
import { GET as getMetrics } from "@/app/api/hitl/metrics/route";
import { edgesOf } from "@/components/api/get-metrics";
import { keys } from "@/components/api/keys";
import { Insights } from "@/components/insights/insights";
import { askedBy, viewOf } from "@/components/insights/view";
import { adminTextOfRequest } from "@/components/text/of-request";
import { answerOf, FirstData } from "../../first-data";
import { type Search, searchOf } from "../../search";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await adminTextOfRequest()).insights.title };
}

export default async function InsightsPage({ searchParams }: { searchParams: Search }) {
  const asked = askedBy(viewOf(await searchOf(searchParams)));
  const { range, ...rest } = asked;
  const query = { ...edgesOf(range, Date.now()), ...rest };
  const data = await answerOf("GET /api/hitl/metrics", getMetrics, { query });
  return (
    <FirstData first={[{ key: keys.metrics(asked), data }]}>
      <Insights />
    </FirstData>
  );
}
