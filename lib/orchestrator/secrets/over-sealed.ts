import type { JsonObject } from "@/lib/contracts/json";
import type { Attachment, Cost, Issue } from "@/lib/contracts/parts";
import type { Capabilities } from "@/lib/contracts/run";
import { type StandIns, standInsFor } from "@/lib/core/sealed/stand-ins";
import type {
  FixedProposal,
  ModelDescription,
  PayloadProposal,
  PayloadRequest,
  Provider,
} from "@/lib/providers/contract";

/** A request whose attachments may be sealed. */
export interface SealedRequest {
  prompt: string;
  attachments: Attachment[];
}

type Asked = SealedRequest & { model: ModelDescription };

/** What a provider knows of payloads, for payloads, examples and attachments that hold sealed values. */
export interface SealedMapping {
  getCapabilities(model: ModelDescription): Capabilities;
  createPayload(request: Asked): PayloadProposal;
  fixProposal(proposal: PayloadProposal, request: Asked): FixedProposal;
  requestIssues(payload: JsonObject, request: Asked): Issue[];
  validatePayload(payload: JsonObject, model: ModelDescription): Issue[];
  estimateCost(payload: JsonObject, model: ModelDescription): Cost | null;
}

/**
 * Lets a provider map and check what is sealed, though it knows texts only: it is given stand-ins, and its answers get
 * the sealed values back. No secret is needed for it.
 */
export function overSealed(provider: Provider): SealedMapping {
  return {
    getCapabilities: (model) => standing({ model }, (plain) => provider.getCapabilities(plain.model), told),
    createPayload: (request) => standing(request, (plain) => provider.createPayload(plain), proposalBack),
    fixProposal: (proposal, request) =>
      standing(
        { ...request, proposal },
        ({ proposal: plain, ...asked }) => provider.fixProposal(plain, asked),
        (fixed, standIns) => ({
          ...proposalBack(fixed, standIns),
          toConfirm: issuesBack(fixed.toConfirm, standIns),
        }),
      ),
    requestIssues: (payload, request) =>
      standing(
        { ...request, payload },
        ({ payload: plain, ...asked }) => provider.requestIssues(plain, asked),
        issuesBack,
      ),
    validatePayload: (payload, model) =>
      standing(
        { payload, model },
        (plain) => provider.validatePayload(plain.payload, plain.model),
        issuesBack,
      ),
    estimateCost: (payload, model) =>
      standing({ payload, model }, (plain) => provider.estimateCost(plain.payload, plain.model), told),
  };
}

function told<Result>(result: Result, { tell }: StandIns): Result {
  return tell(result);
}

/** What is said of an issue is said; what its fix puts into the payload is put there. */
function issuesBack(issues: Issue[], { tell, takeBack }: StandIns): Issue[] {
  return issues.map(({ fix, ...words }) => ({ ...tell(words), ...(fix && { fix: takeBack(fix) }) }));
}

function proposalBack<Proposal extends Pick<PayloadProposal, "payload" | "issues">>(
  { payload, issues, ...words }: Proposal,
  standIns: StandIns,
): Omit<Proposal, "payload" | "issues"> & Pick<Proposal, "payload" | "issues"> {
  return {
    ...standIns.tell(words),
    payload: standIns.takeBack(payload),
    issues: issuesBack(issues, standIns),
  };
}

type Given = { model: ModelDescription } & Partial<SealedRequest>;

/** Guarantee: once stand-ins are put in, the addresses of attachments are texts. */
type Plain<Input extends Given> = Omit<Input, "attachments"> &
  (Input extends SealedRequest ? Pick<PayloadRequest, "attachments"> : unknown);

/**
 * Work on what is given with stand-ins in place of its sealed values; the model's schema has none.
 * @param back the result without stand-ins
 */
function standing<Input extends Given, Result>(
  input: Input,
  work: (plain: Plain<Input>) => Result,
  back: (result: Result, standIns: StandIns) => Result,
): Result {
  const { model, ...rest } = input;
  const standIns = standInsFor(rest, model.exampleInput);
  if (standIns === null) return work(input as Plain<Input>);
  const plain = {
    ...standIns.put(rest),
    model: { ...model, exampleInput: standIns.put(model.exampleInput), sealedMark: standIns.mark },
  };
  return back(work(plain as unknown as Plain<Input>), standIns);
}
