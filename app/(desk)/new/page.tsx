import type { Metadata } from "next";
import { NewRun } from "@/components/new-run/new-run";
import { textOfRequest } from "@/components/text/of-request";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await textOfRequest()).newRun.title };
}

export default function NewRunPage() {
  return <NewRun />;
}
