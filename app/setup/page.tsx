import type { Metadata } from "next";
import Link from "next/link";
import { AccountFrame } from "@/components/account/account-frame";
import { SetupForm } from "@/components/account/setup-form";
import { textOfRequest } from "@/components/text/of-request";
import { Button } from "@/components/ui/button";
import { passwordLength } from "@/lib/contracts/people";
import { getApp } from "@/lib/http/app";
import { setUpNeeded } from "@/lib/services/people/set-up";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await textOfRequest()).account.setup.title };
}

interface Props {
  searchParams: Promise<{ token?: string | string[] }>;
}

/** The one-time link of the log ends here; the server decides whether its token is still good. */
export default async function SetupPage({ searchParams }: Props) {
  const { setup } = (await textOfRequest()).account;
  const { token } = await searchParams;
  const app = await getApp();
  if (!(await setUpNeeded(app.db))) {
    return (
      <AccountFrame title={setup.done} hint={setup.doneHint}>
        <Button asChild>
          <Link href="/sign-in">{setup.toSignIn}</Link>
        </Button>
      </AccountFrame>
    );
  }
  return typeof token === "string" && token !== "" ? (
    <AccountFrame title={setup.title} hint={setup.hint}>
      <SetupForm token={token} passwordLeast={passwordLength.min} />
    </AccountFrame>
  ) : (
    <AccountFrame title={setup.noToken} hint={setup.noTokenHint}>
      <Button asChild variant="outline">
        <Link href="/sign-in">{setup.toSignIn}</Link>
      </Button>
    </AccountFrame>
  );
}
