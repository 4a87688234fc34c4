import type { Metadata } from "next";
import { Webhooks } from "@/components/settings/webhooks/webhooks";
import { textOfRequest } from "@/components/text/of-request";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await textOfRequest()).shell.sections.webhooks };
}

export default function WebhooksPage() {
  return <Webhooks />;
}
