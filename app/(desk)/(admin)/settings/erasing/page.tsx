import type { Metadata } from "next";
import { ErasePersonPage } from "@/components/settings/erasing/erase-person";
import { textOfRequest } from "@/components/text/of-request";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await textOfRequest()).shell.sections.erasing };
}

export default function ErasingPage() {
  return <ErasePersonPage />;
}
