import type { Metadata } from "next";
import { Holds } from "@/components/settings/holds/holds";
import { textOfRequest } from "@/components/text/of-request";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await textOfRequest()).shell.sections.holds };
}

export default function HoldsPage() {
  return <Holds />;
}
