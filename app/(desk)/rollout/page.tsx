import type { Metadata } from "next";
import { Rollout } from "@/components/rollout/rollout";
import { textOfRequest } from "@/components/text/of-request";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await textOfRequest()).rollout.title };
}

export default function RolloutPage() {
  return <Rollout />;
}
