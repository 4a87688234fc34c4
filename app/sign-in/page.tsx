import type { Metadata } from "next";
import { AccountFrame } from "@/components/account/account-frame";
import { localPath } from "@/components/account/local-path";
import { SignInForm } from "@/components/account/sign-in-form";
import { en } from "@/components/text/en";

export const metadata: Metadata = { title: en.account.signIn.title };

interface Props {
  searchParams: Promise<{ next?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: Props) {
  const { next } = await searchParams;
  return (
    <AccountFrame title={en.account.signIn.title} hint={en.account.signIn.hint}>
      <SignInForm next={localPath(next)} />
    </AccountFrame>
  );
}
