import type { Metadata } from "next";
import { Guilloche } from "@/components/brand/guilloche";
import { PlainPage } from "@/components/brand/plain-page";
import { textOfRequest } from "@/components/text/of-request";
import { buttonVariants } from "@/components/ui/button-variants";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await textOfRequest()).failure.notFound };
}

export default async function NotFound() {
  const { failure } = await textOfRequest();
  return (
    <PlainPage
      title={failure.notFound}
      hint={failure.notFoundHint}
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
      <a href="/" className={buttonVariants()}>
        {failure.toInbox}
      </a>
    </PlainPage>
  );
}
