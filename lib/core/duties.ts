import type { GivenApproval, NamedGroup } from "@/lib/contracts/parts";
import type { EffectivePolicy, NeededApprovals } from "@/lib/contracts/policy";
import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import type { Answer, Seats } from "./commands";
import { type Identity, identityOf } from "./principal";
import type { Approval, RunState, Signing } from "./state";

/** What is demanded of those who approve at a question, and how far that has got. */
export interface Duties {
  needed: NeededApprovals;
  /** Who counts as having asked: see CreateRunCommand. */
  requester: readonly string[];
  /** Whose edits are in what is approved. */
  editors: readonly string[];
  /** Of others, for the same. */
  given: readonly Approval[];
}

/** What somebody's approval would come to. */
type Verdict = { may: true; completes: boolean } | { may: false; why: Said };

/** Who counts for an answer: the person behind it, or whoever gave it as itself. */
export function countedFor({ by, as }: Pick<Answer, "by" | "as">): Identity {
  if (as) return as;
  return identityOf({ kind: by.kind === "user" ? "user" : "api_key", id: by.id, email: null });
}

const isSame = (one: Signing, other: Signing) => one.action === other.action && one.adopt === other.adopt;

/** What is signed by whoever agrees to what is asked: at a failed call that it is made again. */
export function signingAt({ review, payload }: RunState): Signing {
  const action = review?.step === "api_call" ? "retry" : "approve";
  return { action, adopt: null, digest: review?.digest ?? payload?.digest ?? null };
}

/** An approval as the wire tells of it. */
export function wordOf({ by, action, message, digest, at, groups, made }: Approval): GivenApproval {
  const word = { actor: by, action, message, payload_digest: digest, at };
  return { ...word, ...(groups && { groups }), ...(made && { made }) };
}

const requesterOf = ({ requester, created_by }: RunState) =>
  requester ?? [countedFor({ by: created_by }).person];

/** The keys that count as themselves wherever a run names who had a word in it, as it names them. */
export function keysIn(run: RunState): string[] {
  const words = (run.review?.approvals ?? []).map(({ person }) => person);
  const names = new Set([...requesterOf(run), ...editorsOf(run), ...words]);
  return [...names].filter((name) => name.startsWith("key:"));
}

/**
 * A run as duties see it when another word is said: without the approvals that lapsed, and with who counts by now for a
 * key that counted as itself. Each person's approval is there once.
 */
export function atPresent(
  run: RunState,
  { lapsed = [], owners = {} }: Pick<Answer, "lapsed" | "owners">,
): RunState {
  const known = (names: readonly string[]) => [...names, ...names.flatMap((name) => owners[name] ?? [])];
  const { review } = run;
  const words = (review?.approvals ?? [])
    .filter(({ by }) => !lapsed.includes(by.id))
    .map((one) => ({ ...one, person: owners[one.person] ?? one.person }));
  const approvals = [...new Map(words.map((one) => [one.person, one])).values()];
  return {
    ...run,
    requester: known(requesterOf(run)),
    editors: known(editorsOf(run)),
    review: review?.approvals ? { ...review, approvals } : review,
  };
}

/** The approvals at the open question for the same. */
export function givenFor({ review }: RunState, signing: Signing): Approval[] {
  return (review?.approvals ?? []).filter((one) => isSame(one, signing));
}

/** What a run's policy demands of those who sign; null where any reviewer may, alone. */
export function dutiesAt(
  run: RunState,
  signing: Signing,
  { approvals: needed }: EffectivePolicy = run.policy,
): Duties | null {
  if (!needed) return null;
  return { needed, requester: requesterOf(run), editors: editorsOf(run), given: givenFor(run, signing) };
}

/** Whom a request names. */
export interface Named {
  user_id?: string | null | undefined;
  user_email?: string | null | undefined;
}

/** The address in `Ann <ann@example.com>`, or the text as it is. */
function addressIn(text: string): string {
  const [, inside] = text.split("<");
  return (inside?.split(">")[0] ?? text).trim().toLowerCase();
}

/** As a run names its requester: the person who asks, whom the request names, and whoever has the address it names. */
export function requesterNames({ person }: Identity, { user_id, user_email }: Named): string[] {
  const email = addressIn(user_email ?? "");
  return [person, ...(user_id ? [`user:${user_id}`] : []), ...(email ? [`email:${email}`] : [])];
}

/** Whose edits a run holds. Of before all were kept, those who decided to edit. */
export function editorsOf({ editors, decisions }: Pick<RunState, "editors" | "decisions">): string[] {
  if (editors) return editors;
  const edits = decisions.filter(({ action }) => action === "edit");
  return [...new Set(edits.map(({ actor }) => countedFor({ by: actor }).person))];
}

function asked(requester: readonly string[], { person, email }: Identity): boolean {
  return requester.includes(person) || (email !== null && requester.includes(`email:${email.toLowerCase()}`));
}

/** Who would approve: what refusals call them, and where they have a seat that counts. */
export interface Voter extends Identity {
  name: string;
  groups?: Seats | undefined;
}

/** The groups of a list as they are called; one that is gone, by its id. */
export function namedGroups(ids: readonly string[], { names }: Pick<Seats, "names">): NamedGroup[] {
  return ids.map((id) => ({ id, name: names[id] ?? id }));
}

/** What somebody of those who approve has to be. */
interface Part {
  isMetBy(one: { person: string; seats: readonly string[] }): boolean;
  missing(voter: Voter): Said;
}

/** One of each list of groups and, where that is demanded, one who did not edit. */
function partsOf({ needed, editors }: Duties): Part[] {
  const ofGroups = needed.groups.map(
    (list): Part => ({
      isMetBy: ({ seats }) => list.some((id) => seats.includes(id)),
      missing: ({ name, groups = { names: {} } }) =>
        said("group_missing", { name, groups: namedGroups(list, groups).map((group) => group.name) }),
    }),
  );
  const unedited: Part = {
    isMetBy: ({ person }) => !editors.includes(person),
    missing: ({ name }) => said("edited_themselves", { name }),
  };
  // Where nobody edited, whoever comes is somebody who did not.
  return needed.not_editor && editors.length > 0 ? [...ofGroups, unedited] : ofGroups;
}

const seatsOf = ({ person, groups = [] }: Approval) => ({ person, seats: groups.map(({ id }) => id) });

function partsMissing(duties: Duties): Part[] {
  const given = duties.given.map(seatsOf);
  return partsOf(duties).filter((part) => !given.some(part.isMetBy));
}

/** So many approvals there will have to be as it looks: one person may be of several groups. */
export function approvalsNeeded(duties: Duties): number {
  return Math.max(duties.needed.count, duties.given.length + partsMissing(duties).length);
}

/**
 * The one place that says whether somebody may approve, and whether that is enough. Whoever asked may not where that is
 * demanded, nobody counts twice, those who edited are not among themselves, and groups have one of their own among them:
 * the last places are for whom they lack.
 */
export function judge(duties: Duties, who: Voter): Verdict {
  const { needed, requester, given } = duties;
  const { name, person, groups } = who;
  if (needed.not_requester && asked(requester, who))
    return { may: false, why: said("asks_themselves", { name }) };
  if (given.some((one) => one.person === person))
    return {
      may: false,
      why: said("approved_already", { name, given: given.length, needed: approvalsNeeded(duties) }),
    };
  const missing = partsMissing(duties);
  const left = missing.filter((part) => !part.isMetBy({ person, seats: groups?.held ?? [] }));
  const [first] = missing;
  if (first && left.length === missing.length && given.length + missing.length >= needed.count)
    return { may: false, why: first.missing(who) };
  return { may: true, completes: given.length + 1 >= needed.count && left.length === 0 };
}

/** Who gives an answer, as duties see them. */
export function voterOf(answer: Answer): Voter {
  return { ...countedFor(answer), name: answer.by.name, groups: answer.groups };
}

/** Whether an edit goes ahead by the word of whoever made it: what was approved before it is void. */
export function countsAlone(run: RunState, answer: Answer, policy: EffectivePolicy): boolean {
  const duties = dutiesAt(atPresent(run, answer), signingAt(run), policy);
  if (!duties) return true;
  const who = voterOf(answer);
  const editors = [...duties.editors, who.person];
  const verdict = judge({ ...duties, editors, given: [] }, who);
  return verdict.may && verdict.completes;
}

/** True where rules may demand approvals of groups, or have done so. */
export function asksGroups({ policy, rules = [] }: Pick<RunState, "policy" | "rules">): boolean {
  const demanded = rules.some(({ demand }) => demand.approvals?.groups !== undefined);
  return demanded || (policy.approvals?.groups.length ?? 0) > 0;
}

/** True for a run whose rules may demand approvals: it keeps who counts as having asked. */
export function keepsDuties({ rules = [] }: Pick<RunState, "rules">): boolean {
  return rules.some(({ demand }) => demand.approvals !== undefined);
}
