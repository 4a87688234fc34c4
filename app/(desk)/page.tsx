import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { Inbox } from "@/components/inbox/inbox";
import { homeOf } from "@/components/shell/destinations";
import { textOfRequest } from "@/components/text/of-request";
import { getApp } from "@/lib/http/app";
import { principalOf } from "@/lib/http/route/principal";
import { FirstData } from "./first-data";
import { runToShow } from "./first-run";
import { firstWaiting } from "./first-waiting";
import type { Search } from "./search";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await textOfRequest()).inbox.title };
}

export default async function InboxPage({ searchParams }: { searchParams: Search }) {
  const me = await principalOf(await getApp(), await headers());
  const home = me ? homeOf(me.role) : "/";
  if (home !== "/") redirect(home);
  const { run } = await searchParams;
  const opened = typeof run === "string" ? run : (await firstWaiting())?.data[0]?.run_id;
  return (
    <FirstData first={opened ? [await runToShow(opened)] : []}>
      <Inbox />
    </FirstData>
  );
}
