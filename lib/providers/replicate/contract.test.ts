import { providerContract, type TestServer, type Trouble } from "../contract-suite";
import { replicate } from ".";
import { type Answer, startReplicateServer } from "./fixtures/server";

const troubles: Record<Trouble, Answer> = {
  lost: { kind: "drop", accepted: true },
  busy: { kind: "status", status: 429, retryAfter: 1 },
  invalid: { kind: "status", status: 422 },
  gateway: { kind: "status", status: 502 },
};

async function start(): Promise<TestServer> {
  const server = await startReplicateServer({
    token: "r8_verysecrettoken123",
    defaultScript: { ends: { polls: 1 } },
  });
  return {
    environment: server.environment,
    asked: () => server.requests.filter(({ route }) => route === "create_prediction").length,
    next: (trouble) => server.nextAnswers("create_prediction", troubles[trouble]),
    close: () => server.close(),
  };
}

providerContract({
  folder: replicate,
  start,
  call: {
    model: { name: "black-forest-labs/flux-schnell", version: null },
    payload: { prompt: "a red bicycle on a quay", num_outputs: 1 },
  },
});
