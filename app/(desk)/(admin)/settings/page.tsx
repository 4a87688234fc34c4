import type { Metadata } from "next";
import { Account } from "@/components/settings/account";
import { textOfRequest } from "@/components/text/of-request";
import { passwordLength } from "@/lib/contracts/people";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await textOfRequest()).shell.sections.account };
}

export default function AccountPage() {
  return <Account passwordLeast={passwordLength.min} />;
}
