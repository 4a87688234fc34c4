import type { Metadata } from "next";
import { Groups } from "@/components/settings/groups/groups";
import { textOfRequest } from "@/components/text/of-request";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await textOfRequest()).shell.sections.groups };
}

export default function GroupsPage() {
  return <Groups />;
}
