import { ReadThrough } from "@/lib/contracts/replicate/read-through";
import { nothingHere } from "@/lib/http/answers/nothing-here";
import { asReplicate } from "@/lib/http/replicate/as-replicate";
import { siteOf } from "@/lib/http/replicate/prediction-answer";
import { withOurPages } from "@/lib/http/replicate/with-our-pages";
import { route } from "@/lib/http/route/route";

/** What an application reads of Replicate itself. */
export const GET = asReplicate(
  route(
    { role: "requester", ...ReadThrough, tokens: 2 },
    async ({ app, params: { path: parts }, query, headers }) => {
      const path = `/${parts.join("/")}`;
      const params = Object.fromEntries(
        Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : [])),
      );
      const answer = await app.engine.context.readReplicate(path, params);
      return { body: withOurPages(answer, path, siteOf(app, headers)) };
    },
  ),
);

const nothing = asReplicate(async (request: Request) => nothingHere(request));
export const POST = nothing;
export const PUT = nothing;
export const PATCH = nothing;
export const DELETE = nothing;
