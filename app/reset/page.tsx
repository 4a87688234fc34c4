import type { Metadata } from "next";
import { AccountFrame } from "@/components/account/account-frame";
import { ResetForm } from "@/components/account/reset-form";
import { textOfRequest } from "@/components/text/of-request";
import { passwordLength } from "@/lib/contracts/people";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await textOfRequest()).account.reset.title };
}

/** An administrator's one-time link ends here; its token stands behind the #, which only the browser sees. */
export default async function ResetPage() {
  const { reset } = (await textOfRequest()).account;
  return (
    <AccountFrame title={reset.title} hint={reset.hint}>
      <ResetForm passwordLeast={passwordLength.min} />
    </AccountFrame>
  );
}
