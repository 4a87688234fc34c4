const failuresAllowed = 20;
const windowSeconds = 600;
const accountsRemembered = 10_000;

interface Failures {
  count: number;
  until: number;
}

/**
 * Counts failed sign-ins for each e-mail address, since an address the network reports can be
 * made up and the account cannot. Kept in this process only.
 */
export class SignInLimit {
  readonly #failures = new Map<string, Failures>();

  /** Seconds to wait before this account may be tried again; 0 when it may be tried now. */
  secondsToWait(email: string, now: Date): number {
    const failures = this.#current(email, now);
    if (failures === undefined || failures.count < failuresAllowed) return 0;
    return Math.ceil((failures.until - now.getTime()) / 1000);
  }

  failed(email: string, now: Date): void {
    const failures = this.#current(email, now) ?? { count: 0, until: now.getTime() + windowSeconds * 1000 };
    failures.count += 1;
    // Set anew, so that the first in the map is the one that was tried longest ago.
    this.#failures.delete(email);
    this.#failures.set(email, failures);
    const [oldest] = this.#failures.keys();
    if (this.#failures.size > accountsRemembered && oldest !== undefined) this.#failures.delete(oldest);
  }

  succeeded(email: string): void {
    this.#failures.delete(email);
  }

  #current(email: string, now: Date): Failures | undefined {
    const failures = this.#failures.get(email);
    return failures !== undefined && failures.until > now.getTime() ? failures : undefined;
  }
}
