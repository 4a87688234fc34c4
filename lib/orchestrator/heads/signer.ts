import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { CompactSign, calculateJwkThumbprint, compactVerify, exportJWK, type JWK } from "jose";
import { z } from "zod";
import { parseJson } from "@/lib/contracts/json-text";
import { canonicalJson } from "@/lib/core/digest";
import type { HeadClaims } from "@/lib/core/heads";
import type { ReceiptClaims } from "@/lib/core/receipts";
import type { HeadMemory } from "@/lib/store/head-memory";

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410). */
const pkcs8 = Buffer.from("302e020100300506032b657004220420", "hex");

/** Signs heads with a key that is kept outside the database, and knows the keys that were used before. */
export interface Signer {
  keyId: string;
  /** The public keys, the one in use first. */
  keys: readonly PublicJwk[];
  /** Where it remembers the newest head. */
  memory: HeadMemory;
  /** @returns the claims as a compact JWS (RFC 7515, EdDSA), under a type where they are no head's */
  sign(claims: HeadClaims): Promise<string>;
  sign(claims: ReceiptClaims, typ: string): Promise<string>;
  /** @returns the text that was signed under this type, or null where none of these keys did that */
  open(jws: string, typ?: string): Promise<string | null>;
}

/** A public key as `GET /api/hitl/keys.json` gives it (RFC 8037). */
export type PublicJwk = JWK & { kid: string };

async function publicJwk(key: KeyObject): Promise<PublicJwk> {
  const jwk = await exportJWK(key);
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), use: "sig", alg: "EdDSA" };
}

function publicKeyOf(x: string): KeyObject {
  return createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
}

/**
 * @param secret 32 bytes, Base64: an Ed25519 private key
 * @param retired public keys that signed before it: 32 bytes each, Base64
 */
export async function createSigner(
  secret: string,
  retired: readonly string[],
  memory: HeadMemory,
): Promise<Signer> {
  const der = Buffer.concat([pkcs8, Buffer.from(secret, "base64")]);
  const privateKey = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const publicKeys = [
    createPublicKey(privateKey),
    ...retired.map((key) => publicKeyOf(Buffer.from(key, "base64").toString("base64url"))),
  ];
  const keys = await Promise.all(publicKeys.map(publicJwk));
  const keyId = keys[0]?.kid ?? "";
  return {
    keyId,
    keys,
    memory,
    sign: (claims: HeadClaims | ReceiptClaims, typ?: string) =>
      new CompactSign(Buffer.from(canonicalJson({ ...claims })))
        .setProtectedHeader({ alg: "EdDSA", kid: keyId, ...(typ && { typ }) })
        .sign(privateKey),
    open: (jws, typ) => openWith(keys, publicKeys, jws, typ),
  };
}

const KeySet = z.object({ keys: z.array(z.object({ x: z.string(), kid: z.string() })).min(1) });

/**
 * What opens signed texts with the keys of `GET /api/hitl/keys.json`.
 * @param text a JSON Web Key Set of Ed25519 keys
 * @throws Error for a text that is none
 */
export async function openerOf(text: string): Promise<Signer["open"]> {
  const { keys } = KeySet.parse(parseJson(text));
  const publicKeys = keys.map(({ x }) => publicKeyOf(x));
  const known = await Promise.all(publicKeys.map(publicJwk));
  return (jws, typ) => openWith(known, publicKeys, jws, typ);
}

async function openWith(
  keys: readonly PublicJwk[],
  publicKeys: readonly KeyObject[],
  jws: string,
  typ?: string,
): Promise<string | null> {
  for (const [index, key] of publicKeys.entries()) {
    try {
      const { payload, protectedHeader } = await compactVerify(jws, key, { algorithms: ["EdDSA"] });
      if (protectedHeader.typ !== typ) return null;
      if (protectedHeader.kid === keys[index]?.kid) return Buffer.from(payload).toString("utf8");
    } catch {
      // Another of them may have signed it.
    }
  }
  return null;
}
