import { asTestServer, providerContract, type Trouble } from "../contract-suite";
import { anthropic } from ".";
import { type Answer, startAnthropicServer } from "./fixtures/server";

const troubles: Record<Trouble, Answer> = {
  lost: { kind: "drop" },
  busy: { kind: "error", status: 429, type: "rate_limit_error", headers: { "retry-after": "1" } },
  invalid: { kind: "error", status: 400, type: "invalid_request_error" },
  gateway: { kind: "error", status: 502, text: "<html>Bad gateway</html>" },
};

providerContract({
  folder: anthropic,
  start: async () => asTestServer(await startAnthropicServer(), troubles),
});
