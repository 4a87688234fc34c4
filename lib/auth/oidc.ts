import { genericOAuth } from "better-auth/plugins/generic-oauth";
import { decodeJwt } from "jose";
import { z } from "zod";
import type { Role } from "@/lib/contracts/words";

/** What the environment says of an issuer of identities. */
export interface OidcSettings {
  /** Its address, without a slash at its end. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** The claim that holds what somebody is, as a text or a list of texts. */
  roleClaim: string;
  /** Which of its words make an admin, a reviewer, a requester; null: everybody is at least a requester. */
  words: { admin: readonly string[]; reviewer: readonly string[]; requester: readonly string[] | null };
}

/** The name of the issuer among the library's. */
export const oidcProvider = "oidc";

/** The longest wait for an issuer at the start, in milliseconds. */
const patience = 5_000;

const Discovered = z.looseObject({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  id_token_signing_alg_values_supported: z.array(z.string()).min(1),
});
export type Discovered = z.infer<typeof Discovered>;

function addressOf({ issuer }: OidcSettings): string {
  return `${issuer}/.well-known/openid-configuration`;
}

/**
 * What an issuer says of itself (OpenID Connect Discovery 1.0, 4).
 * @throws Error when it does not answer in time, or names another issuer
 */
export async function discover(settings: OidcSettings): Promise<Discovered> {
  const address = addressOf(settings);
  const response = await fetch(address, { signal: AbortSignal.timeout(patience), redirect: "error" });
  if (!response.ok) throw new Error(`${address} answered ${response.status}.`);
  const found = Discovered.parse(await response.json());
  const named = found.issuer.replace(/\/$/, "");
  if (named !== settings.issuer) throw new Error(`${address} names the issuer ${named}.`);
  return found;
}

const Claims = z.looseObject({ sub: z.string().min(1), email: z.email(), email_verified: z.literal(true) });

function wordsIn(claim: unknown): string[] {
  const words = Array.isArray(claim) ? claim : [claim];
  return words.filter((word) => typeof word === "string");
}

/** What these claims make of somebody; null: nobody who may come in. */
export function roleByClaims(
  claims: Record<string, unknown>,
  { roleClaim, words }: OidcSettings,
): Role | null {
  const said = wordsIn(claims[roleClaim]);
  const isOne = (of: readonly string[]) => said.some((word) => of.includes(word));
  if (isOne(words.admin)) return "admin";
  if (isOne(words.reviewer)) return "reviewer";
  return words.requester === null || isOne(words.requester) ? "requester" : null;
}

/**
 * Sign-in by OpenID Connect, with the code, PKCE and a nonce. The library checks signature, issuer, audience, end and
 * nonce of an ID token where there is one; here it must be there, with an e-mail address that was verified, and a role.
 */
export function oidcPlugin(settings: OidcSettings, discovered: Discovered) {
  const plugin = genericOAuth({
    config: [
      {
        providerId: oidcProvider,
        discoveryUrl: addressOf(settings),
        clientId: settings.clientId,
        clientSecret: settings.clientSecret,
        scopes: ["openid", "email", "profile"],
        pkce: true,
        requireIdTokenVerification: true,
        getUserInfo: async ({ idToken }) => {
          const claims = Claims.safeParse(idToken ? decodeJwt(idToken) : null);
          if (!claims.success || claims.data.iss !== discovered.issuer) return null;
          if (roleByClaims(claims.data, settings) === null) return null;
          const { sub, email, name } = claims.data;
          return {
            ...claims.data,
            id: sub,
            email,
            emailVerified: true,
            name: typeof name === "string" && name.trim() !== "" ? name.slice(0, 100) : email,
          };
        },
      },
    ],
  });
  // It asks the issuer once more, and everybody's sign-in waits for that.
  type Init = Parameters<typeof plugin.init>[0];
  return { ...plugin, init: (context: Init) => Promise.race([plugin.init(context), tooLate()]) };
}

function tooLate(): Promise<Record<string, never>> {
  return new Promise((resolve) => setTimeout(() => resolve({}), patience).unref());
}
