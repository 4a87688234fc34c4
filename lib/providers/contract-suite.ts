import { inspect } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import type { FindQuery, ModelDescription, Prediction, Provider, ProviderCall } from "./contract";
import type { ProviderFolder } from "./folder";
import { createCleaner } from "./payload/clean-text";
import { ProviderError } from "./provider-error";
import { settingsFor } from "./settings";

/** What a call may run into at a provider. */
export type Trouble =
  /** The call is taken, and its answer gets lost. */
  | "lost"
  /** Too many calls; it asks to wait a second. */
  | "busy"
  /** It does not like the request. */
  | "invalid"
  /** A gateway answers 502. */
  | "gateway";

/** A server that speaks as the provider does, for one test. */
export interface TestServer {
  /** The variables that lead to it. */
  environment: Record<string, string>;
  /** Requests for a call that came in, whatever became of them. */
  asked(): number;
  /** What the next call runs into. */
  next(trouble: Trouble): void;
  close(): Promise<void>;
}

interface OwnServer<Answer> extends Pick<TestServer, "environment" | "close"> {
  requests: readonly unknown[];
  nextAnswers(answer: Answer): void;
}

/**
 * A provider's own test server as this suite asks for one. It may be closed twice.
 * @param troubles how it answers in each
 */
export function asTestServer<Answer>(
  server: OwnServer<Answer>,
  troubles: Record<Trouble, Answer>,
): TestServer {
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

interface UnderTest {
  folder: ProviderFolder;
  /** Null for a provider that calls nobody. */
  start: (() => Promise<TestServer>) | null;
  /** The model that is called, and a payload for it, where the first one's example is not for this. */
  call?: Pick<ProviderCall, "model" | "payload">;
}

const never = new AbortController().signal;
const now = () => new Date();

/** What every provider keeps to, whatever it calls: a test file of its folder runs this. */
export function providerContract({ folder, start, call }: UnderTest): void {
  const dataDir = () => `${process.env.TMPDIR ?? "/tmp"}/countersign-contract-${crypto.randomUUID()}`;
  const create = (environment: Record<string, string> = {}) =>
    folder.create(settingsFor([folder], environment), {
      dataDir: dataDir(),
      privateHosts: [],
      cleaner: createCleaner([folder.traces]),
      now,
    });
  const callOf = (provider: Provider): ProviderCall => {
    const first = provider.models()[0]?.model;
    const { model, payload } = call ?? {
      model: { name: first?.name ?? "", version: first?.version ?? null },
      payload: first?.exampleInput ?? {},
    };
    return { model, payload, attemptKey: "run_contract.1", webhookUrl: null };
  };

  describe(`${folder.name}, as its folder offers it`, () => {
    test("has a name, a mark that can be drawn, and a default for each of its variables", async () => {
      const provider = await create();
      expect(provider.name).toBe(folder.name);
      expect(provider.label).toMatch(/\S/);
      expect(provider.tool).toBe(`${folder.name}-agent-tool`);
      expect(folder.mark.length).toBeGreaterThan(0);
      for (const { d } of folder.mark) expect(d).toMatch(/^M[\d .\-a-zA-Z]+$/);
      for (const [name, { expected }] of Object.entries(folder.variables)) {
        expect(name).toMatch(/^[A-Z][A-Z0-9_]*$/);
        expect(expected).toMatch(/^must be /);
      }
      expect(provider.isConfigured()).toBe(start === null);
      expect(folder.limits === null).toBe(start === null);
    });

    test("brings models that take their own example and a prompt", async () => {
      const provider = await create();
      expect(provider.models().length).toBeGreaterThan(0);
      for (const { model } of provider.models()) takesItsExample(provider, model);
    });

    test("gives every model an estimate that is money, or none", async () => {
      const provider = await create();
      for (const { model } of provider.models()) {
        const cost = provider.estimateCost(model.exampleInput, model);
        expect(cost === null || (Number.isFinite(cost.amount) && cost.amount >= 0), model.name).toBe(true);
      }
    });

    test("takes nothing of an empty answer for a good one", async () => {
      const provider = await create();
      for (const { model } of provider.models()) {
        expect(provider.auditResponse(null, model).quality, model.name).toBe(0);
      }
    });
  });

  describe(`a call of ${folder.name}`, () => {
    const begin = async () => {
      const server = start === null ? null : await start();
      if (server) onTestFinished(() => server.close());
      const provider = await create(server?.environment);
      return { server, provider, wanted: callOf(provider) };
    };

    test("is sent once and gives an answer whose files can be read", async () => {
      const { server, provider, wanted } = await begin();
      expect(provider.isConfigured()).toBe(true);
      const ended = await toItsEnd(provider, await provider.execute.submit(wanted, never));
      expect(ended).toMatchObject({ status: "succeeded", error: null });
      const model = provider.models().find((one) => one.model.name === wanted.model.name)?.model;
      const audited = provider.auditResponse(ended.output, model ?? { ...bare, ...wanted.model });
      expect(audited.issues.filter(({ severity }) => severity === "error")).toEqual([]);
      for (const file of audited.files) {
        const response = await provider.openOutput(file, never);
        expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(0);
      }
      if (server) expect(server.asked()).toBe(1);
    });

    test("that was called off before is not sent", async () => {
      const { server, provider, wanted } = await begin();
      const error = await refusalOf(provider.execute.submit(wanted, AbortSignal.abort()));
      expect(error.kind).toBe("temporary");
      if (server) expect(server.asked()).toBe(0);
    });

    test.runIf(start !== null)("without an account is refused before anything is sent", async () => {
      const provider = await create();
      const error = await refusalOf(provider.execute.submit(callOf(provider), never));
      expect([error.kind, error.status]).toEqual(["permanent", null]);
    });

    test.runIf(start !== null).each([
      ["busy", "temporary", 429],
      ["invalid", "permanent", expect.any(Number)],
      ["gateway", "unknown", 502],
    ] as const)(
      "that runs into trouble (%s) is not sent again by itself: %s",
      async (trouble, kind, status) => {
        const { server, provider, wanted } = await begin();
        server?.next(trouble);
        const error = await refusalOf(provider.execute.submit(wanted, never));
        expect([error.kind, error.status]).toEqual([kind, status]);
        if (trouble === "busy") expect(error.retryAfterMs).toBe(1_000);
        hidesSecrets(folder, error, server);
        expect(server?.asked()).toBe(1);
      },
    );

    test.runIf(start !== null)(
      "whose answer got lost may have been made, and is not sent again",
      async () => {
        const { server, provider, wanted } = await begin();
        const notBefore = new Date(Date.now() - 1_000).toISOString();
        server?.next("lost");
        const error = await refusalOf(provider.execute.submit(wanted, never));
        expect([error.kind, error.status]).toEqual(["unknown", null]);
        expect(server?.asked()).toBe(1);
        const query: FindQuery = { ...wanted, notBefore };
        if (provider.looks === "none")
          expect((await refusalOf(provider.execute.find(query, never))).kind).toBe("unknown");
        else expect(await provider.execute.find(query, never)).toMatchObject({ id: expect.any(String) });
      },
    );

    test.runIf(start !== null)("that reaches nobody was certainly not made", async () => {
      const { server, provider, wanted } = await begin();
      await server?.close();
      const error = await refusalOf(provider.execute.submit(wanted, never));
      expect([error.kind, error.status]).toEqual(["temporary", null]);
      hidesSecrets(folder, error, server);
    });
  });
}

const bare: Omit<ModelDescription, "name" | "version"> = {
  description: null,
  exampleInput: {},
  openapiSchema: null,
};

/** The prompt has a place, fixing twice changes nothing, and the checks have nothing against the model's example but what is mended by itself. */
function takesItsExample(provider: Provider, model: ModelDescription): void {
  const errors = provider
    .validatePayload(model.exampleInput, model)
    .filter(({ severity, auto_fixable }) => severity === "error" && !auto_fixable);
  expect(errors, model.name).toEqual([]);
  const before = structuredClone(model);
  const request = { prompt: "a red bicycle on a quay", attachments: [], model };
  const proposal = provider.createPayload(request);
  const fixed = provider.fixProposal(proposal, request);
  const again = provider.fixProposal({ ...proposal, ...fixed }, request);
  expect(again.payload, model.name).toEqual(fixed.payload);
  expect(model).toEqual(before);
  expect(provider.getCapabilities(model).operation_type, model.name).toMatch(/\w/);
}

async function toItsEnd(provider: Provider, submitted: Prediction): Promise<Prediction> {
  let prediction = submitted;
  for (let look = 0; look < 50 && ["starting", "processing"].includes(prediction.status); look++)
    prediction = await provider.execute.get(prediction.id, never);
  return prediction;
}

async function refusalOf(promise: Promise<unknown>): Promise<ProviderError> {
  const error = await promise.then(
    () => new Error("It succeeded."),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ProviderError)) throw error;
  return error;
}

function hidesSecrets({ variables }: ProviderFolder, error: ProviderError, server: TestServer | null): void {
  const told = inspect([error.message, error.said, error.logForm()], { depth: 10 });
  for (const [name, value] of Object.entries(server?.environment ?? {}))
    if (variables[name]?.secret) expect(told).not.toContain(value);
}
