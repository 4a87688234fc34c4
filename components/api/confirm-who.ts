import type { Confirm } from "@/lib/contracts/sessions";

/** Asks the person in front of the desk who they are. @returns whether they proved it */
type Asker = () => Promise<boolean>;

/** What asks comes after the page; a decision that is quicker waits for it so long, in milliseconds. */
const patience = 10_000;

let asker: Asker | null = null;
let asking: Promise<boolean> | null = null;
const waiting = new Set<() => void>();

/** Says who asks; null when nobody does any more. */
export function askBy(next: Asker | null): void {
  asker = next;
  for (const go of waiting) go();
  waiting.clear();
}

async function ask(): Promise<boolean> {
  if (asker === null) {
    await new Promise<void>((resolve) => {
      waiting.add(resolve);
      setTimeout(resolve, patience);
    });
  }
  return asker?.() ?? false;
}

/** Has it asked, once for all that want it at the same moment; false where nobody can ask. */
export function confirmWho(): Promise<boolean> {
  asking ??= ask().finally(() => {
    asking = null;
  });
  return asking;
}

/** What was typed, as the server takes it: six digits are a code where one has an authenticator. */
export function proofOf(typed: string, hasCode: boolean): Confirm {
  const code = typed.replaceAll(/\s/g, "");
  return hasCode && /^\d{6}$/.test(code) ? { code } : { password: typed };
}
