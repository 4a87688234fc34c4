import type { Metadata } from "next";
import { Rollout } from "@/components/rollout/rollout";
import { adminTextOfRequest } from "@/components/text/of-request";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await adminTextOfRequest()).rollout.title };
}

export default function RolloutPage() {
  return <Rollout />;
}
