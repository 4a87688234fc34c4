import { expect, test } from "vitest";
import { secretAddress } from "./secret-address";

test.each([
  ["https://ann:s3cret@host.example/a.png", "https://••••@host.example/a.png", "s3cret"],
  ["https://ann@host.example/a.png?x=1#top", "https://••••@host.example/a.png?x=1#top", "ann"],
  ["ftp://ann:p%40ss@host.example/a", "ftp://••••@host.example/a", "p@ss"],
  ["https:/ann:s3cret@host.example/a.png", "https://••••@host.example/a.png", "s3cret"],
  ["https:ann:s3cret@host.example/a.png", "https://••••@host.example/a.png", "s3cret"],
  ["https:\\\\ann:s3cret@host.example\\a", "https://••••@host.example/a", "s3cret"],
  ["ht\ntps://ann:s3cret@host.example/a", "https://••••@host.example/a", "s3cret"],
  [
    "https://b.s3.amazonaws.com/a?X-Amz-Date=1&X-Amz-Credential=AKIA%2Fx&X-Amz-Signature=00ff00ff",
    "https://b.s3.amazonaws.com/a?X-Amz-Date=1&X-Amz-Credential=••••&X-Amz-Signature=••••",
    "AKIA/x",
  ],
  [
    "https://storage.googleapis.com/b/a?x-goog-signature=abcdef",
    "https://storage.googleapis.com/b/a?x-goog-signature=••••",
    "abcdef",
  ],
  [
    "https://x.blob.core.windows.net/c/a.png?sv=2024&se=2026-12-01&sp=r&sig=c2ln%2B",
    "https://x.blob.core.windows.net/c/a.png?sv=2024&se=2026-12-01&sp=r&sig=••••",
    "c2ln+",
  ],
  [
    "https://d1.cloudfront.net/a?Expires=9&Signature=ab~c&Key-Pair-Id=KP",
    "https://d1.cloudfront.net/a?Expires=9&Signature=••••&Key-Pair-Id=••••",
    "ab~c",
  ],
  [
    "https://host.example/a.png?x=1#se=2026-12-01&sig=c2ln%2B",
    "https://host.example/a.png?x=1#se=2026-12-01&sig=••••",
    "c2ln+",
  ],
  [
    "https://host.example/#/view/a.png?Expires=9&Signature=ab~c",
    "https://host.example/#/view/a.png?Expires=9&Signature=••••",
    "ab~c",
  ],
  [
    "https://host.example/expires=9/signature=00ff00ff/a.png",
    "https://host.example/expires=9/signature=••••/a.png",
    "00ff00ff",
  ],
  [
    "https://host.example/a.png;sig=0123456789abcdef0123?x=1",
    "https://host.example/a.png;sig=••••?x=1",
    "0123456789abcdef0123",
  ],
])("of %s only %s is shown", (address, shown, part) => {
  const secret = secretAddress(address);
  expect(secret?.shown).toBe(shown);
  expect(secret?.parts).toContain(part);
  for (const one of secret?.parts ?? []) expect(shown).not.toContain(`=${one}`);
});

test.each([
  "a picture of https://ann:s3cret@host.example/",
  "https://host.example/a.png?x=1",
  "https://host.example/a.png?sig=7&page=2",
  "https://host.example/sig=7/a.png#sig=8",
  "https://host.example/a=b/c=d;e=f#top?page=2",
  "https://host.example/@ann/a:b",
  "data:text/plain,https://ann:s3cret@host.example/",
  "mailto:ann@host.example",
  "https://",
  "",
])("nothing is hidden of %j", (text) => {
  expect(secretAddress(text)).toBeNull();
});
