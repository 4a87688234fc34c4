import type { Metadata } from "next";
import { NewRun } from "@/components/new-run/new-run";
import { en } from "@/components/text/en";

export const metadata: Metadata = { title: en.newRun.title };

export default function NewRunPage() {
  return <NewRun />;
}
