import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { openapiDocument } from "@/lib/http/openapi/document";
import { route } from "@/lib/http/route/route";

export const GET = route(endpoints.getDocument, () => ({ body: openapiDocument() }));

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
