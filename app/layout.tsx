import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { Theme } from "@/components/shell/theme";
import { languageOfRequest, textOfRequest } from "@/components/text/of-request";
import { TextProvider } from "@/components/text/text-provider";
import "./globals.css";
import { nonceHeader } from "@/lib/http/server/page-policy";

export async function generateMetadata(): Promise<Metadata> {
  const { words, account } = await textOfRequest();
  return {
    title: { default: words.name, template: `%s – ${words.name}` },
    description: account.motto,
    robots: { index: false, follow: false },
    manifest: "/manifest.webmanifest",
    icons: { icon: "/icon.svg", apple: "/icon-180.png" },
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#12151f" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const language = await languageOfRequest();
  const nonce = (await headers()).get(nonceHeader) ?? undefined;
  return (
    // The theme's class is set before hydration, so it differs from what the server sent.
    <html lang={language} suppressHydrationWarning>
      <body>
        <Theme nonce={nonce}>
          <TextProvider language={language}>{children}</TextProvider>
        </Theme>
      </body>
    </html>
  );
}
