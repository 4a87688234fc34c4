import { asTestServer, providerContract, type Trouble } from "../contract-suite";
import { openai } from ".";
import { type Answer, startOpenAiServer } from "./fixtures/server";

const busy = { message: "Rate limit reached for requests", type: "requests", code: "rate_limit_exceeded" };
const invalid = {
  message: "Invalid size",
  type: "invalid_request_error",
  code: "invalid_value",
  param: "size",
};

const troubles: Record<Trouble, Answer> = {
  lost: { kind: "drop" },
  busy: { kind: "error", status: 429, error: busy, headers: { "retry-after": "1" } },
  invalid: { kind: "error", status: 400, error: invalid },
  gateway: { kind: "error", status: 502, error: "<html>Bad gateway</html>" },
};

providerContract({
  folder: openai,
  start: async () => asTestServer(await startOpenAiServer(), troubles),
});
