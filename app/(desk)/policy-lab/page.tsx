import type { Metadata } from "next";
import { Lab } from "@/components/lab/lab";
import { textOfRequest } from "@/components/text/of-request";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await textOfRequest()).lab.title };
}

export default function PolicyLabPage() {
  return <Lab />;
}
