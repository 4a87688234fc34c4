import type { Metadata } from "next";
import Link from "next/link";
import { AccountFrame } from "@/components/account/account-frame";
import { SetupForm } from "@/components/account/setup-form";
import { en } from "@/components/text/en";
import { Button } from "@/components/ui/button";
import { passwordLength } from "@/lib/contracts/people";

export const metadata: Metadata = { title: en.account.setup.title };

interface Props {
  searchParams: Promise<{ token?: string | string[] }>;
}

/** The one-time link of the log ends here; the server decides whether its token is still good. */
export default async function SetupPage({ searchParams }: Props) {
  const { setup } = en.account;
  const { token } = await searchParams;
  if (typeof token !== "string" || token === "") {
    return (
      <AccountFrame title={setup.noToken} hint={setup.noTokenHint}>
        <Button asChild variant="outline">
          <Link href="/sign-in">{setup.toSignIn}</Link>
        </Button>
      </AccountFrame>
    );
  }
  return (
    <AccountFrame title={setup.title} hint={setup.hint}>
      <SetupForm token={token} passwordLeast={passwordLength.min} />
    </AccountFrame>
  );
}
