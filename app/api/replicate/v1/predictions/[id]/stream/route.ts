import { ingress } from "@/lib/contracts/replicate/endpoints";
import { asReplicate, othersRefused } from "@/lib/http/replicate/as-replicate";
import { siteOf } from "@/lib/http/replicate/prediction-answer";
import { predictionStream } from "@/lib/http/replicate/prediction-stream";
import { route } from "@/lib/http/route/route";

export const GET = asReplicate(
  route(ingress.streamPrediction, ({ app, params: { id }, query: words, headers, request }) =>
    predictionStream({ app, id, words, request, site: siteOf(app, headers) }),
  ),
);

export const { POST, PUT, PATCH, DELETE } = othersRefused("GET");
