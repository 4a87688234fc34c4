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
  [
    "https://res.cloudinary.com/demo/image/upload/s--ZuJGmG2B--/c_fill,w_90/v1/a.png",
    "https://res.cloudinary.com/demo/image/upload/s--••••--/c_fill,w_90/v1/a.png",
    "ZuJGmG2B",
  ],
  [
    "https://host.akamaized.net/a.mp4?hdnts=st=1~exp=9~acl=/*~hmac=00ff00ff00ff00ff00ff00ff00ff00ff",
    "https://host.akamaized.net/a.mp4?hdnts=••••",
    "00ff00ff00ff00ff00ff00ff00ff00ff",
  ],
  [
    "https://host.akamaized.net/exp=9~acl=/*~hmac=00ff00ff00ff00ff00ff00ff00ff00ff/a.mp4",
    "https://host.akamaized.net/exp=9~acl=/*~hmac=••••/a.mp4",
    "00ff00ff00ff00ff00ff00ff00ff00ff",
  ],
  [
    "https://host.example/a.png?__cld_token__=exp%3D9%7Eacl%3D%2F%2A%7Ehmac%3D00ff00ff00ff00ff00ff00ff00ff00ff",
    "https://host.example/a.png?__cld_token__=••••",
    "00ff00ff00ff00ff00ff00ff00ff00ff",
  ],
  [
    "https://host.example/edge-cache-token=Expires=9~KeyName=k~Signature=c2lnbmF0dXJlc2lnbmF0dXJl/a.mp4",
    "https://host.example/edge-cache-token=••••/a.mp4",
    "c2lnbmF0dXJlc2lnbmF0dXJl",
  ],
  [
    "https://host.b-cdn.net/bcdn_token=HS256-abc_DEF&expires=9&token_path=%2Fa%2F/a/b.m3u8",
    "https://host.b-cdn.net/bcdn_token=••••&expires=9&token_path=%2Fa%2F/a/b.m3u8",
    "HS256-abc_DEF",
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
  "https://host.example/s--7--/nights--at--sea/exp=9~a.png?hmac=7&page=2",
  "data:text/plain,https://ann:s3cret@host.example/",
  "mailto:ann@host.example",
  "https://",
  "",
])("nothing is hidden of %j", (text) => {
  expect(secretAddress(text)).toBeNull();
});
