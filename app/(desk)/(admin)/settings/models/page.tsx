import type { Metadata } from "next";
import { Models } from "@/components/settings/models";
import { textOfRequest } from "@/components/text/of-request";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await textOfRequest()).shell.sections.models };
}

export default function ModelsPage() {
  return <Models />;
}
