import type { Sentence } from "../say";

interface Found {
  /** The key that holds them; null where it is the text. */
  key: string | null;
  /** Each code once, like `U+200B`, and how often it is there; the most important first. */
  characters: { code: string; times: number }[];
  /** How many more codes there are. */
  others: number;
}

/** Characters that a reader does not see as they are. */
export const hiddenIssues = {
  hidden_characters: ({ key, characters, others }: Found) => {
    const named = characters.map(({ code, times }) => (times === 1 ? code : `${code} ×${times}`)).join(", ");
    const subject = key === null ? "The text" : `The key "${key}"`;
    return `${subject} holds characters that a reader does not see as they are: ${named}${others > 0 ? ` and ${others} others` : ""}.`;
  },
  hidden_beyond_count: "There are so many hidden characters that not all of it was looked through.",
  hidden_elsewhere: ({ texts }: { texts: number }) =>
    `${texts} more ${texts === 1 ? "text holds" : "texts hold"} hidden characters.`,
} as const satisfies Record<string, Sentence>;

export const hiddenFixes = {
  remove_it: "Remove it.",
  remove_them: "Remove them.",
} as const satisfies Record<string, Sentence>;
