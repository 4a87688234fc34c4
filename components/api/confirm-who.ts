import type { Confirm } from "@/lib/contracts/sessions";

/** Asks the person in front of the desk who they are. @returns whether they proved it */
type Asker = () => Promise<boolean>;

let asker: Asker | null = null;
let asking: Promise<boolean> | null = null;

/** Says who asks; null when nobody does any more. */
export function askBy(next: Asker | null): void {
  asker = next;
}

/** Has it asked, once for all that want it at the same moment; false where nobody can ask. */
export function confirmWho(): Promise<boolean> {
  asking ??= (asker?.() ?? Promise.resolve(false)).finally(() => {
    asking = null;
  });
  return asking;
}

/** What was typed, as the server takes it: six digits are a code where one has an authenticator. */
export function proofOf(typed: string, hasCode: boolean): Confirm {
  const code = typed.replaceAll(/\s/g, "");
  return hasCode && /^\d{6}$/.test(code) ? { code } : { password: typed };
}
