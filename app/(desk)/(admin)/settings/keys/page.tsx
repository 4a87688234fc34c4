import type { Metadata } from "next";
import { ApiKeys } from "@/components/settings/api-keys";
import { textOfRequest } from "@/components/text/of-request";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await textOfRequest()).shell.sections.keys };
}

export default function ApiKeysPage() {
  return <ApiKeys />;
}
