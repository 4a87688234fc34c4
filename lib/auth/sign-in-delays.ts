import { signInLimits } from "./limits";

/** One try to sign in. */
export interface Attempt {
  email: string;
  /** Where it comes from. */
  network: string;
  /** True when this account has signed in from there before. */
  familiar: boolean;
}

interface Failures {
  count: number;
  /** When the next try is heard, in milliseconds. */
  next: number;
}

interface Rule {
  key: string;
  free: number;
  longest: number;
}

/**
 * Waits that grow with the failures of one account from one network, of one network, and, from networks it is not
 * known from, of one account. A try counts from its start, so that many at once are no way around; one that turns out
 * right is taken back. Kept in this process only.
 */
export class SignInDelays {
  private readonly failures = new Map<string, Failures>();

  /**
   * Begins a try, unless it has to wait.
   * @returns the seconds to wait; 0 when it was begun, and counts as failed until `forgive` or `succeeded`
   */
  begin(attempt: Attempt, now: Date): number {
    const rules = rulesFor(attempt);
    const wait = Math.max(...rules.map(({ key }) => (this.current(key, now)?.next ?? 0) - now.getTime()));
    if (wait > 0) return Math.ceil(wait / 1000);
    for (const { key, free, longest } of rules) {
      const count = (this.current(key, now)?.count ?? 0) + 1;
      const doublings = count - free - 1;
      const seconds =
        doublings < 0 ? 0 : Math.min(longest, signInLimits.firstWait * 2 ** Math.min(doublings, 20));
      this.keep(key, { count, next: now.getTime() + seconds * 1000 });
    }
    return 0;
  }

  /** Takes a try back that was no guess. */
  forgive(attempt: Attempt, now: Date): void {
    for (const { key } of rulesFor(attempt)) {
      const failures = this.current(key, now);
      if (failures) this.keep(key, { count: failures.count - 1, next: now.getTime() });
    }
  }

  /** The account's own password was given: nothing is held against it from there any more. */
  succeeded(attempt: Attempt, now: Date): void {
    this.forgive(attempt, now);
    this.failures.delete(bothKey(attempt));
  }

  private keep(key: string, failures: Failures): void {
    // Set anew, so that the first in the map is the one that was tried longest ago.
    this.failures.delete(key);
    if (failures.count > 0) this.failures.set(key, failures);
    const [oldest] = this.failures.keys();
    if (this.failures.size > signInLimits.remembered && oldest !== undefined) this.failures.delete(oldest);
  }

  private current(key: string, now: Date): Failures | undefined {
    const failures = this.failures.get(key);
    return failures && failures.next + signInLimits.memory * 1000 > now.getTime() ? failures : undefined;
  }
}

function bothKey({ email, network }: Attempt): string {
  return `both ${network} ${email}`;
}

function rulesFor(attempt: Attempt): Rule[] {
  const { freeForBoth, freeForNetwork, freeForAccount, longestWait, longestAccountWait } = signInLimits;
  const rules = [
    { key: bothKey(attempt), free: freeForBoth, longest: longestWait },
    { key: `network ${attempt.network}`, free: freeForNetwork, longest: longestWait },
  ];
  if (attempt.familiar) return rules;
  return [...rules, { key: `account ${attempt.email}`, free: freeForAccount, longest: longestAccountWait }];
}
