/**
 * The base of an error class that others look for with `instanceof`. Next bundles instrumentation and routes apart, so
 * one class exists twice in a process; the errors of both carry the same registered symbol, and each knows the other's.
 *
 * @param name what its errors are called, and no other class's
 */
export function knownError(name: string) {
  const mark = Symbol.for(`countersign.error.${name}`);
  return class extends Error {
    override readonly name: string = name;

    static override [Symbol.hasInstance](value: unknown): boolean {
      return typeof value === "object" && value !== null && mark in value;
    }

    constructor(message?: string, options?: ErrorOptions) {
      super(message, options);
      // Not enumerable: it is nothing to log.
      Object.defineProperty(this, mark, { value: true });
    }
  };
}
