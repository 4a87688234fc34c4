import type { Metadata } from "next";
import type { ReactNode } from "react";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { adminTextOfRequest } from "@/components/text/of-request";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await adminTextOfRequest()).settings.title };
}

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return <SettingsFrame>{children}</SettingsFrame>;
}
