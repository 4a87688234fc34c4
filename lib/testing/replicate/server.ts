import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Json } from "@/lib/contracts/json";
import { parseJson, printJson } from "@/lib/contracts/json-text";
import { notFound, refuse, unauthenticated } from "./answers";
import { deliver, takesEffect, write } from "./deliver";
import { catalogueModels, describedByTests, exampleOutput } from "./models";
import { PredictionBook, viewOf } from "./predictions";
import { routes } from "./routes";
import type {
  Answer,
  RecordedRequest,
  ReplicateServerOptions,
  RouteName,
  Script,
  ServedModel,
  StoredPrediction,
  WebhookDelivery,
} from "./types";
import { WebhookSender } from "./webhooks";
import type { World } from "./world";

export type * from "./types";

/** A running server, and what a test may tell it. Nothing in it is random. */
export interface ReplicateServer {
  /** The API's base URL, as `REPLICATE_BASE_URL` takes it. */
  url: string;
  /** Where the output files are. */
  origin: string;
  token: string;
  webhookSecret: string;
  /** Every call that came in, oldest first, refused ones too. */
  requests: RecordedRequest[];
  /** Every prediction that was created, oldest first. */
  predictions: StoredPrediction[];
  /** Every webhook that was sent, oldest first. */
  deliveries: WebhookDelivery[];
  /** How the next calls of a route are answered, in order; afterwards normally again. */
  nextAnswers(route: RouteName, ...answers: Answer[]): void;
  /** What becomes of the next predictions, in order; afterwards the default script again. */
  nextPredictions(...scripts: Script[]): void;
  /** Sends every answer that was held back by `late`. */
  release(): void;
  /** Carries out every call that is to take effect late. */
  acceptLate(): Promise<void>;
  addModel(model: ServedModel): void;
  /** Adds a prediction that no call made, as somebody else with the same account would. */
  addPrediction(
    prediction: Pick<StoredPrediction, "model" | "version" | "input"> & Partial<StoredPrediction>,
  ): StoredPrediction;
  start(id: string): void;
  /** Ends a prediction well; with the model's example when no output is given. */
  finish(id: string, output?: Json): void;
  fail(id: string, error: string): void;
  cancel(id: string): void;
  /** What Replicate does an hour later: input, output and files are gone. */
  removeData(id: string): void;
  /** Resolves when `count` calls of a route, counted from the start, have taken what effect they have. */
  received(route: RouteName, count?: number): Promise<void>;
  /** Resolves when every webhook that was due has been sent. */
  webhooksSent(): Promise<void>;
  resend(delivery: WebhookDelivery): Promise<WebhookDelivery>;
  close(): Promise<void>;
}

/** Starts a server on 127.0.0.1 that answers as Replicate's description of its HTTP API says. */
export async function startReplicateServer(options: ReplicateServerOptions = {}): Promise<ReplicateServer> {
  const {
    token = "r8_test_token",
    webhookSecret = `whsec_${Buffer.from("countersign-replicate-test").toString("base64")}`,
    now = () => new Date(),
  } = options;
  const requests: RecordedRequest[] = [];
  const answers = new Map<RouteName, Answer[]>();
  const scripts: Script[] = [];
  const held = new Set<() => void>();
  const handled: RouteName[] = [];
  const listeners = new Set<() => void>();
  const lateCalls: (() => Promise<void>)[] = [];
  const models = [...(options.models ?? []), ...catalogueModels(), ...describedByTests];
  const sender = new WebhookSender(webhookSecret, now);
  let sent = 0;

  const book = new PredictionBook(
    now,
    ({ id, model }) =>
      exampleOutput(
        models.find(({ name }) => name === model),
        `${world.origin}/files/${id}`,
      ),
    (event, prediction) => {
      const { webhook, webhookFilter, id } = prediction;
      if (webhook === null || (webhookFilter !== null && !webhookFilter.includes(event))) return;
      const body = printJson(viewOf(prediction, world.apiUrl));
      sent += 1;
      sender.send({ id: `msg_${id}_${sent}`, event, predictionId: id, url: webhook, body });
    },
  );
  const world: World = {
    apiUrl: "",
    origin: "",
    now,
    book,
    models,
    webhookSecret,
    pageSize: options.pageSize ?? 100,
    goneFiles: new Set(),
    nextScript: (input) => options.scriptFor?.(input) ?? scripts.shift() ?? options.defaultScript ?? {},
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await bytesOf(request);
    const url = new URL(request.url ?? "/", world.origin);
    const route = routes.find(
      ({ method, pattern }) => method === request.method && pattern.test(url.pathname),
    );
    const recorded: RecordedRequest = {
      route: route?.name ?? null,
      method: request.method ?? "",
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([key, value]) => [key, String(value)]),
      ),
      raw,
      body: jsonOf(raw),
    };
    requests.push(recorded);
    if (route === undefined) return write(response, notFound);
    if (!route.open && recorded.headers.authorization !== `Bearer ${token}`) {
      return write(response, unauthenticated);
    }

    const answer = options.answerTo?.(recorded) ?? answers.get(route.name)?.shift() ?? { kind: "normal" };
    const params = (route.pattern.exec(url.pathname) ?? []).slice(1).map(decodeURIComponent);
    const carryOut = () => route.answer(world, { ...recorded, params });
    const effect = takesEffect(answer);
    const plain = effect === true ? await carryOut() : null;
    const late = async () => (await carryOut()).after?.();
    if (effect === "late") lateCalls.push(late);
    else if (typeof effect === "object") setTimeout(() => void late(), effect.afterMs).unref();
    const delivered = deliver(response, answer, plain ?? notFound, held);
    // Told only now, so that whoever waited for the call finds it carried out, and releasable.
    handled.push(route.name);
    for (const listener of listeners) listener();
    await delivered;
    plain?.after?.();
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (!response.headersSent) write(response, refuse(500, "Test server error", String(error)));
    });
  });
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  world.origin = `http://127.0.0.1:${address.port}`;
  world.apiUrl = `${world.origin}/v1`;

  function need(id: string): StoredPrediction {
    const prediction = book.find(id);
    if (prediction === null) {
      throw new Error(
        `No prediction ${id}; there are: ${book.all.map((one) => one.id).join(", ") || "none"}.`,
      );
    }
    return prediction;
  }

  return {
    url: world.apiUrl,
    origin: world.origin,
    token,
    webhookSecret,
    requests,
    predictions: book.all,
    deliveries: sender.deliveries,
    nextAnswers: (route, ...more) => answers.set(route, [...(answers.get(route) ?? []), ...more]),
    nextPredictions: (...more) => scripts.push(...more),
    release: () => {
      for (const go of held) go();
      held.clear();
    },
    acceptLate: async () => {
      for (const carryOut of lateCalls.splice(0)) await carryOut();
    },
    addModel: (model) => models.unshift(model),
    addPrediction: (prediction) =>
      Object.assign(
        book.create({
          webhook: null,
          webhookFilter: null,
          deadline: null,
          script: { ends: "held" },
          source: "api",
          ...prediction,
        }),
        prediction,
      ),
    start: (id) => book.start(need(id)),
    finish: (id, output) =>
      book.end(need(id), { status: "succeeded", ...(output !== undefined && { output }) }),
    fail: (id, error) => book.end(need(id), { status: "failed", error }),
    cancel: (id) => book.cancel(need(id)),
    removeData: (id) => {
      book.removeData(need(id));
      world.goneFiles.add(id);
    },
    received: (route, count = 1) =>
      new Promise((resolve) => {
        const look = () => {
          if (handled.filter((name) => name === route).length < count) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
      }),
    webhooksSent: () => sender.settled(),
    resend: (delivery) => sender.resend(delivery),
    close: async () => {
      book.close();
      const closed = once(server, "close");
      server.close();
      for (const go of held) go();
      server.closeAllConnections();
      await closed;
      await sender.settled();
    },
  };
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function jsonOf(raw: Buffer): Json {
  try {
    return parseJson(raw.toString("utf8"));
  } catch {
    return null;
  }
}
