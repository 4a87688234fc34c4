import type { Metadata } from "next";
import { Inbox } from "@/components/inbox/inbox";
import { textOfRequest } from "@/components/text/of-request";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await textOfRequest()).inbox.title };
}

export default function InboxPage() {
  return <Inbox />;
}
