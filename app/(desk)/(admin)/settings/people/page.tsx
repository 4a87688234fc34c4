import type { Metadata } from "next";
import { People } from "@/components/settings/people";
import { textOfRequest } from "@/components/text/of-request";
import { passwordLength } from "@/lib/contracts/people";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await textOfRequest()).shell.sections.people };
}

export default function PeoplePage() {
  return <People passwordLeast={passwordLength.min} />;
}
