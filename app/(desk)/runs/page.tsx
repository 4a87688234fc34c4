import type { Metadata } from "next";
import { Runs } from "@/components/runs/runs";
import { en } from "@/components/text/en";

export const metadata: Metadata = { title: en.runs.title };

export default function RunsPage() {
  return <Runs />;
}
