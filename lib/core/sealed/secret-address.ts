import { urlOf } from "@/lib/contracts/url-of";
/** What stands where something is not shown. */
export const dots = "••••";

/** What stands for a secret of which nothing is shown. */
export const shownSecret = `…${dots}`;

/** An address that lets whoever has it in. */
export interface SecretAddress {
  /** The address with dots in place of its secrets: whose it is and what it names stay to be read. */
  shown: string;
  /** Its secrets, as they are written in it and as they are meant. */
  parts: string[];
}

/** Parameters that sign by themselves, whatever stands beside them. */
const signing = new Set([
  "x-amz-signature",
  "x-amz-security-token",
  "x-goog-signature",
  "x-oss-signature",
  "q-signature",
]);

/** Parameters that sign where an end is named beside them, or that are as long as a signature. */
const maySign = new Set(["signature", "sig", "bcdn_token"]);
const ends = new Set(["expires", "expiry", "exp", "se", "policy", "key-pair-id"]);
const signatureLength = 16;

/** A token of several named parts, of which one signs the others: Akamai's, Cloudinary's, Google's Media CDN. */
const signedToken = /^hmac=[^~]{16,}|[~=](?:hmac|signature|sig)=([^~]{16,})/i;

/** A folder that signs the rest of the path: Cloudinary's. */
const signedFolder = /^s--([\w-]{8,})--$/;

/** What else in a signed address names or opens an account. */
const alsoHidden = new Set([
  "x-amz-credential",
  "x-goog-credential",
  "x-oss-credential",
  "awsaccesskeyid",
  "googleaccessid",
  "ossaccesskeyid",
  "key-pair-id",
  "policy",
]);

/** A scheme first. Who reads addresses leaves out line ends and tabs, even inside of it. */
const mayBeAddress = /^[\s\p{Cc}]*[a-z][a-z0-9+.\-\t\r\n]*:/iu;

/** With these an address has a host, however many slashes stand before it. */
const webScheme = /^(https?|wss?|ftp):$/;

/** What parameters end at: in a path the names of folders, too; a fragment may be a path with a query of its own. */
const pathEnds = /([/;&])/;
const queryEnds = /([?#&])/;

interface Parameter {
  text: string;
  name: string;
  value: string;
}

/**
 * What is secret in an address: user info (RFC 3986) and signatures of stores (AWS Signature 4 and 2, Google, Azure
 * SAS, CloudFront, Akamai, Cloudinary, Bunny), in its query, its fragment or its path. Null for a text that is no address
 * as a whole, or one without secrets.
 */
export function secretAddress(text: string): SecretAddress | null {
  const url = mayBeAddress.test(text) ? urlOf(text) : null;
  if (url === null) return null;
  if (!webScheme.test(url.protocol) && !/^\s*[a-z][a-z0-9+.-]*:\/\//i.test(text)) return null;
  const pieces = [
    piecesOf(url.pathname, pathEnds),
    piecesOf(url.search, queryEnds),
    piecesOf(url.hash, queryEnds),
  ];
  const parameters = pieces
    .flat()
    .filter((piece) => piece.includes("="))
    .map(parameterOf);
  const folders = pieces.flat().filter((piece) => signedFolder.test(piece));
  const signed = isSigned(parameters);
  const hasUser = url.username !== "" || url.password !== "";
  if (!signed && !hasUser && folders.length === 0) return null;
  const hidden = signed ? parameters.filter(isHidden) : [];
  const names = new Set(hidden.map((one) => one.text));
  const shown = pieces
    .flat()
    .map((piece) => (names.has(piece) ? `${nameIn(piece)}=${dots}` : piece))
    .map((piece) => (signedFolder.test(piece) ? `s--${dots}--` : piece));
  return {
    shown: `${url.protocol}//${hasUser ? `${dots}@` : ""}${url.host}${shown.join("")}`,
    parts: [...userParts(url), ...hidden.flatMap(writtenAndMeant), ...folders.flatMap(signatureOf)]
      .flatMap((part) => [part, decoded(part)])
      .filter((part) => part !== ""),
  };
}

/** What is left of an address without user and query; null for a text that is none. */
export function addressOf(shown: string): string | null {
  const address = urlOf(shown);
  return address && `${address.protocol}//${address.host}${address.pathname}`;
}

function userParts({ username, password }: URL): string[] {
  return password === "" ? [username] : [password, `${username}:${password}`];
}

function writtenAndMeant({ text, value }: Parameter): string[] {
  return [text.slice(nameIn(text).length + 1), value, signedToken.exec(decoded(text))?.[1] ?? ""];
}

function signatureOf(folder: string): string[] {
  return [folder, signedFolder.exec(folder)?.[1] ?? ""];
}

/** A text cut before and after each of its separators, which are pieces themselves. */
function piecesOf(text: string, separators: RegExp): string[] {
  return text.split(separators).filter((piece) => piece !== "");
}

function parameterOf(text: string): Parameter {
  const name = nameIn(text);
  return { text, name: decoded(name).toLowerCase(), value: decoded(text.slice(name.length + 1)) };
}

function nameIn(parameter: string): string {
  const end = parameter.indexOf("=");
  return end === -1 ? parameter : parameter.slice(0, end);
}

function isSigned(parameters: readonly Parameter[]): boolean {
  const hasEnd = parameters.some(({ name }) => ends.has(name));
  return parameters.some(
    ({ text, name, value }) =>
      value !== "" &&
      (signing.has(name) ||
        signedToken.test(decoded(text)) ||
        (maySign.has(name) && (hasEnd || value.length >= signatureLength))),
  );
}

function isHidden({ text, name, value }: Parameter): boolean {
  const known = signing.has(name) || maySign.has(name) || alsoHidden.has(name);
  return value !== "" && (known || signedToken.test(decoded(text)));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
