import type { Metadata } from "next";
import { Lab } from "@/components/lab/lab";
import { adminTextOfRequest } from "@/components/text/of-request";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await adminTextOfRequest()).lab.title };
}

export default function PolicyLabPage() {
  return <Lab />;
}
