import type { Metadata } from "next";
import { AccountFrame } from "@/components/account/account-frame";
import { localPath } from "@/components/account/local-path";
import { SignInForm } from "@/components/account/sign-in-form";
import { textOfRequest } from "@/components/text/of-request";
import { getApp } from "@/lib/http/app";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await textOfRequest()).account.signIn.title };
}

interface Props {
  searchParams: Promise<{ next?: string | string[]; why?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: Props) {
  const { next, why } = await searchParams;
  const { account } = await textOfRequest();
  const { env } = await getApp();
  return (
    <AccountFrame title={account.signIn.title} hint={account.signIn.hint}>
      <SignInForm
        next={localPath(next)}
        why={why === "ended" || why === "refused" ? why : null}
        elsewhere={env.oidc !== null}
      />
    </AccountFrame>
  );
}
