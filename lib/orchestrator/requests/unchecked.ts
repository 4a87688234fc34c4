import type { Issue } from "@/lib/contracts/parts";
import { said } from "@/lib/contracts/sentences";
import { issueOf } from "@/lib/core/issue";
import { isEndlessSchema } from "@/lib/core/model-schema/resolve-node";
import type { ModelDescription, Provider } from "@/lib/providers/contract";
import { bounded } from "../bounded";
import type { TaskInput, TaskResult } from "../bounded/tasks";

const unchecked = issueOf({ says: said("payload_check_endless"), advises: said("make_smaller_or_look") });
const uncheckedAnswer = issueOf({ says: said("answer_check_endless"), advises: said("look_closely") });

/** `work` with the model, or where its schema has no end, without it: then `mark` says that nothing was checked. */
async function orUnchecked<Input extends { model: ModelDescription }, Result>(
  input: Input,
  work: (input: Input) => Promise<Result>,
  mark: (result: Result) => Result,
): Promise<Result> {
  try {
    return await work(input);
  } catch (error) {
    if (!isEndlessSchema(error)) throw error;
    return mark(await work({ ...input, model: { ...input.model, openapiSchema: null } }));
  }
}

/** What a request looks like to policy. Never refuses a model that a run has already. */
export function findRequest(provider: Provider, input: TaskInput<"find">): Promise<TaskResult<"find">> {
  return orUnchecked(
    input,
    (one) => bounded(provider, "find", one),
    (found) => found,
  );
}

/** A request's payload with its checks. A payload that cannot be checked goes to a person, with an issue that says so. */
export function assessRequest(provider: Provider, input: TaskInput<"assess">): Promise<TaskResult<"assess">> {
  return orUnchecked(input, (one) => bounded(provider, "assess", one), markAssessed);
}

/** A changed payload with its checks; one that cannot be checked has an issue that says so. */
export function checkChange(provider: Provider, input: TaskInput<"change">): Promise<TaskResult<"change">> {
  return orUnchecked(input, (one) => bounded(provider, "change", one), marked);
}

/** What an answer is made of. One that cannot be checked was paid for all the same: it goes to a person with an issue. */
export function auditAnswer(provider: Provider, input: TaskInput<"audit">): Promise<TaskResult<"audit">> {
  return orUnchecked(
    input,
    (one) => bounded(provider, "audit", one),
    (audited) => ({ ...audited, issues: [uncheckedAnswer, ...audited.issues] }),
  );
}

/** True for a payload that could not be checked, since its schema has no end. */
export function wentUnchecked({ issues }: { issues: readonly Issue[] }): boolean {
  return issues.some(({ said: what }) => what?.code === unchecked.said?.code);
}

function marked<Checked extends { issues: Issue[] }>(checked: Checked): Checked {
  return { ...checked, issues: [unchecked, ...checked.issues] };
}

function markAssessed({ built, checked, edited }: TaskResult<"assess">): TaskResult<"assess"> {
  return {
    built,
    checked: {
      proposed: marked(checked.proposed),
      ...(checked.fixed ? { fixed: marked(checked.fixed) } : {}),
    },
    edited: edited && { ...edited, checked: marked(edited.checked) },
  };
}
