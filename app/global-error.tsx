"use client";

import { PlainPage } from "@/components/brand/plain-page";
import { en } from "@/components/text/en";
import { Button } from "@/components/ui/button";
import "./globals.css";

/** The last resort: the frame itself broke, so this brings its own. */
export default function GlobalError() {
  return (
    <html lang={en.time.locale}>
      <body>
        <title>{en.failure.title}</title>
        <PlainPage title={en.failure.title} hint={en.failure.hint}>
          <Button onClick={() => window.location.reload()}>{en.failure.again}</Button>
        </PlainPage>
      </body>
    </html>
  );
}
