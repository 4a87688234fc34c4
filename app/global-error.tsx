"use client";

import { PlainPage } from "@/components/brand/plain-page";
import { failure as german } from "@/components/text/de/failure";
import { failure as english } from "@/components/text/en/failure";
import { chooseLanguage } from "@/components/text/language";
import { buttonVariants } from "@/components/ui/button-variants";
import "./globals.css";

const failures = { en: english, de: german } as const;

/** The last resort: the frame itself broke, so this brings its own, its two languages included. */
export default function GlobalError() {
  const language = chooseLanguage(
    undefined,
    typeof document === "undefined" ? null : document.documentElement.lang,
  );
  const text = failures[language];
  return (
    <html lang={language}>
      <body>
        <title>{text.title}</title>
        <PlainPage title={text.title} hint={text.hint}>
          <button type="button" className={buttonVariants()} onClick={() => window.location.reload()}>
            {text.again}
          </button>
        </PlainPage>
      </body>
    </html>
  );
}
