type Answers = (request: Request, context?: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** A file's address: whoever has a signed link needs no key, and everybody else has one. */
export function ownOrLinked<Own extends Answers & { endpoint: unknown }>(own: Own, linked: Answers) {
  const answer = (...[request, context]: Parameters<Answers>) =>
    (new URL(request.url).searchParams.has("signature") ? linked : own)(request, context);
  return Object.assign(answer, { endpoint: own.endpoint as Own["endpoint"] });
}
