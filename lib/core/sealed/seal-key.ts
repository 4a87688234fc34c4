import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json } from "@/lib/contracts/json";
import { parseJson } from "@/lib/contracts/json-text";
import { canonicalJson } from "../digest";

const cipherName = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

/** A secret and why it is one: by its place, or because the address itself lets whoever has it in. */
export interface Secret {
  kind: "secret" | "address";
  value: Json;
}

/** A secret for one run: named, and locked away. */
export interface LockedSecret {
  /** `hmac-sha256:…`: equal values of one run have equal names, those of two runs do not. */
  mac: string;
  /** Base64 of nonce, ciphertext and tag (AES-256-GCM, NIST SP 800-38D). */
  cipher: string;
  /** Names the key, so that a lost one is noticed before it is needed. */
  keyId: string;
}

/** Names and locks secrets with one key of the installation; every run has keys of its own, derived from it (HKDF, RFC 5869). */
export interface SealKey {
  readonly id: string;
  /** The name a secret has in a run. */
  mac(runId: string, secret: Secret): string;
  /** @param nonce 12 random bytes, never the same twice */
  lock(runId: string, secret: Secret, nonce: Buffer): LockedSecret;
  /** The secret, or null where it was locked with another key, was changed, or is not the one its name says. */
  unlock(runId: string, locked: LockedSecret): Secret | null;
  /** What vouches for a text in one use of it alone (HMAC-SHA-256): 32 bytes that only this installation can make. */
  tag(use: KeyUse, text: string): Buffer;
}

/** What else is derived from the installation's key; each use has a key of its own. */
export type KeyUse = "links" | "webhook secrets";

/** @param key 32 bytes */
export function sealKey(key: Buffer): SealKey {
  const derived = (info: string, runId = "", length = 32) =>
    Buffer.from(hkdfSync("sha256", key, runId, `countersign ${info}`, length));
  const id = derived("key id", "", 8).toString("hex");
  const mac = (runId: string, secret: Secret) => {
    const hash = createHmac("sha256", derived("names", runId)).update(textOf(secret), "utf8");
    return `hmac-sha256:${hash.digest("hex")}`;
  };
  const about = (runId: string, name: string) => Buffer.from(`${runId}\n${name}`);
  return {
    id,
    mac,
    lock(runId, secret, nonce) {
      const name = mac(runId, secret);
      const cipher = createCipheriv(cipherName, derived("values", runId), nonce);
      cipher.setAAD(about(runId, name));
      const text = Buffer.concat([cipher.update(textOf(secret), "utf8"), cipher.final()]);
      return {
        mac: name,
        cipher: Buffer.concat([nonce, text, cipher.getAuthTag()]).toString("base64"),
        keyId: id,
      };
    },
    tag: (use, text) => createHmac("sha256", derived(use)).update(text, "utf8").digest(),
    unlock(runId, locked) {
      const bytes = Buffer.from(locked.cipher, "base64");
      if (locked.keyId !== id || bytes.length < nonceBytes + tagBytes) return null;
      const decipher = createDecipheriv(cipherName, derived("values", runId), bytes.subarray(0, nonceBytes));
      decipher.setAAD(about(runId, locked.mac));
      decipher.setAuthTag(bytes.subarray(-tagBytes));
      try {
        const text = decipher.update(bytes.subarray(nonceBytes, -tagBytes));
        const opened: unknown = parseJson(Buffer.concat([text, decipher.final()]).toString("utf8"));
        return isSecret(opened) && sameText(mac(runId, opened), locked.mac) ? opened : null;
      } catch {
        return null;
      }
    },
  };
}

function textOf({ kind, value }: Secret): string {
  return canonicalJson({ kind, value });
}

function isSecret(opened: unknown): opened is Secret {
  if (!isJsonObject(opened)) return false;
  return (opened.kind === "secret" || opened.kind === "address") && opened.value !== undefined;
}

function sameText(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
