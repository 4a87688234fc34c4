import type { Metadata } from "next";
import { Rules } from "@/components/settings/rules";
import { textOfRequest } from "@/components/text/of-request";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await textOfRequest()).shell.sections.rules };
}

export default function RulesPage() {
  return <Rules />;
}
