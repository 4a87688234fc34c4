import { urlOf } from "@/lib/contracts/url-of";
import { dots } from "./secret-address";

/** A folder that is as long and as mixed as a token: Slack's, Discord's and others' addresses are their own password. */
const token = /^(?=.*\d)(?=.*[a-z])[^/]{16,}$/i;

/**
 * The address of a webhook without what may let somebody in: user info, every value of its query, folders that look like
 * tokens, and its fragment. Where it goes and what its parameters are called stays to be read.
 */
export function shownWebhook(address: string): string {
  const url = urlOf(address);
  if (url === null) return dots;
  const user = url.username === "" && url.password === "" ? "" : `${dots}@`;
  const path = url.pathname.split("/").map((folder) => (token.test(folder) ? dots : folder));
  const query = url.search.split(/([?&])/).map((piece) => {
    const name = /^[^=]*(?==.)/.exec(piece)?.[0];
    if (name !== undefined) return `${name}=${dots}`;
    return token.test(piece) ? dots : piece;
  });
  const fragment = url.hash === "" ? "" : `#${dots}`;
  const shown = [user, ...path, ...query, fragment];
  if (!shown.some((piece) => piece.includes(dots))) return address;
  return `${url.protocol}//${user}${url.host}${path.join("/")}${query.join("")}${fragment}`;
}
