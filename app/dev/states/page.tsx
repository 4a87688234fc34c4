import { notFound } from "next/navigation";
import { providerMarks } from "@/lib/orchestrator/reading/list-providers";
import { GalleryFrame } from "./gallery-frame";

interface Props {
  searchParams: Promise<{ state?: string }>;
}

/** For those who build the desk; not served in production. */
export default async function StatesPage({ searchParams }: Props) {
  if (process.env.NODE_ENV === "production") notFound();
  const { state = "all" } = await searchParams;
  return <GalleryFrame state={state} marks={providerMarks()} />;
}
