/** What is asked of a model: it stands first in the model's name, so that what is signed says it. */
export const operations = ["images", "edits", "text"] as const;
export type Operation = (typeof operations)[number];

/** A model's name taken apart. */
export interface Named {
  operation: Operation;
  /** As the API takes it: `gpt-image-2`. */
  model: string;
}

/** `images/gpt-image-2` taken apart; null for a name that is not made like that. */
export function namedOf(name: string): Named | null {
  const slash = name.indexOf("/");
  const operation = operations.find((one) => one === name.slice(0, slash));
  const model = name.slice(slash + 1);
  return operation === undefined || !/^[\w][\w./-]{0,199}$/.test(model) ? null : { operation, model };
}
