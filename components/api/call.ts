import type { Answered, Asked, OperationName } from "@/lib/contracts/endpoints/typed";
import { query, request } from "./request";

type Said = Partial<Record<string, string | number | boolean>>;

/** What any operation can be asked with. */
interface Plain {
  params?: Said;
  query?: Said;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/**
 * One call of the wire contract, named as its table names it: `call("GET /api/hitl/runs/{id}", { params: { id } })`.
 * @throws ApiError
 */
export function call<Name extends OperationName>(
  name: Name,
  ...[asked]: object extends Asked<Name> ? [Asked<Name>?] : [Asked<Name>]
): Promise<Answered<Name>> {
  const { params, query: sought, ...rest }: Plain = asked ?? {};
  const [method = "GET"] = name.split(" ");
  return request<Answered<Name>>(filledIn(name, params, sought), { method, ...rest });
}

/** The address of a call, for what is asked for otherwise: a file by the browser itself, a first answer by the server. */
export function addressOf<Name extends OperationName & `GET ${string}`>(
  name: Name,
  asked: Pick<Asked<Name>, "params" | "query">,
): string {
  const { params, query: sought }: Plain = asked;
  return filledIn(name, params, sought);
}

function filledIn(name: OperationName, params: Said = {}, sought: Said = {}): string {
  const path = name.slice(name.indexOf("/"));
  const filled = path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(String(params[key])));
  return `${filled}${query(sought)}`;
}
