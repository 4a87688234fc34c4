import type { Metadata } from "next";
import { Inbox } from "@/components/inbox/inbox";
import { en } from "@/components/text/en";

export const metadata: Metadata = { title: en.inbox.title };

export default function InboxPage() {
  return <Inbox />;
}
