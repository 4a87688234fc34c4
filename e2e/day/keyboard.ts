import type { Page } from "@playwright/test";

/** What keys are pressed for. */
const purposes = ["choose", "sign", "read", "move", "write"] as const;
type Purpose = (typeof purposes)[number];

/** A real keyboard that counts what is pressed on it. */
export class Keyboard {
  readonly counts: Record<Purpose, number> = { choose: 0, sign: 0, read: 0, move: 0, write: 0 };

  constructor(private readonly page: Page) {}

  async press(key: string, purpose: Purpose): Promise<void> {
    this.counts[purpose] += 1;
    await this.page.keyboard.press(key);
  }

  async write(words: string): Promise<void> {
    this.counts.write += words.length;
    await this.page.keyboard.type(words);
  }
}
