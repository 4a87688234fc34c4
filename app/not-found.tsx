import type { Metadata } from "next";
import Link from "next/link";
import { PlainPage } from "@/components/brand/plain-page";
import { en } from "@/components/text/en";
import { Button } from "@/components/ui/button";

export const metadata: Metadata = { title: en.failure.notFound };

export default function NotFound() {
  return (
    <PlainPage seed="404" title={en.failure.notFound} hint={en.failure.notFoundHint}>
      <Button asChild>
        <Link href="/">{en.failure.toInbox}</Link>
      </Button>
    </PlainPage>
  );
}
