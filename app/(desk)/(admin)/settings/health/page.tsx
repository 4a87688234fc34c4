import type { Metadata } from "next";
import { Health } from "@/components/settings/health";
import { textOfRequest } from "@/components/text/of-request";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await textOfRequest()).shell.sections.health };
}

export default function HealthPage() {
  return <Health />;
}
