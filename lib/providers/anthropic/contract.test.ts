import { providerContract, type TestServer, type Trouble } from "../contract-suite";
import { anthropic } from ".";
import { type Answer, startAnthropicServer } from "./fixtures/server";

const troubles: Record<Trouble, Answer> = {
  lost: { kind: "drop" },
  busy: { kind: "error", status: 429, type: "rate_limit_error", headers: { "retry-after": "1" } },
  invalid: { kind: "error", status: 400, type: "invalid_request_error" },
  gateway: { kind: "error", status: 502, text: "<html>Bad gateway</html>" },
};

async function start(): Promise<TestServer> {
  const server = await startAnthropicServer();
  let closed: Promise<void> | null = null;
  return {
    environment: server.environment,
    asked: () => server.requests.length,
    next: (trouble) => server.nextAnswers(troubles[trouble]),
    close: () => {
      closed ??= server.close();
      return closed;
    },
  };
}

providerContract({ folder: anthropic, start });
