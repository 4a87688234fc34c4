import { notFound } from "next/navigation";
import { FiguresFrame } from "./figures-frame";

interface Props {
  searchParams: Promise<{ state?: string }>;
}

/** The figures' pages on made data, for those who build them; not served in production. */
export default async function FigureStatesPage({ searchParams }: Props) {
  if (process.env.NODE_ENV === "production") notFound();
  const { state = "insights" } = await searchParams;
  return <FiguresFrame state={state} />;
}
