import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { Inbox } from "@/components/inbox/inbox";
import { homeOf } from "@/components/shell/destinations";
import { textOfRequest } from "@/components/text/of-request";
import { getApp } from "@/lib/http/app";
import { principalOf } from "@/lib/http/principal";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await textOfRequest()).inbox.title };
}

export default async function InboxPage() {
  const me = await principalOf(await getApp(), await headers());
  const home = me ? homeOf(me.role) : "/";
  if (home !== "/") redirect(home);
  return <Inbox />;
}
