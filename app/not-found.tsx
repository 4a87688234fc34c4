import type { Metadata } from "next";
import Link from "next/link";
import { Guilloche } from "@/components/brand/guilloche";
import { PlainPage } from "@/components/brand/plain-page";
import { en } from "@/components/text/en";
import { Button } from "@/components/ui/button";

export const metadata: Metadata = { title: en.failure.notFound };

export default function NotFound() {
  return (
    <PlainPage
      title={en.failure.notFound}
      hint={en.failure.notFoundHint}
      ornament={
        <Guilloche
          seed="404"
          hollow
          strands={14}
          strokeWidth="1"
          className="pointer-events-none absolute top-1/2 left-1/2 size-[48rem] max-w-none -translate-x-1/2 -translate-y-1/2 text-guilloche opacity-45"
        />
      }
    >
      <Button asChild>
        <Link href="/">{en.failure.toInbox}</Link>
      </Button>
    </PlainPage>
  );
}
