import type { Page } from "@playwright/test";
import { expect } from "../support/fixtures";
import { Keyboard } from "./keyboard";

/** Where the focus is, in the words of somebody who looks at the screen. */
type Focus = "approve" | "rest" | "player" | "box" | "elsewhere";

/** So long somebody looks at what a key brought into view, in milliseconds. */
const lookMs = 400;
/** No run takes more keys than this to be read. */
const mostKeys = 120;

/** Decides at the desk with the keyboard alone, as the help of the desk says. */
export class Reviewer {
  readonly keyboard: Keyboard;

  constructor(private readonly page: Page) {
    this.keyboard = new Keyboard(page);
  }

  /** Reads to the end, and leaves the focus where Enter approves. */
  async read(): Promise<void> {
    for (let keys = 0; keys < mostKeys; keys++) {
      const at = await this.focus();
      if (at === "approve") return;
      if (at === "rest") {
        await this.keyboard.press("Enter", "read");
        await this.look();
      } else if (at === "player") {
        await this.keyboard.press("Space", "read");
        await this.page.locator("article :is(audio, video):focus").evaluate(untilPlayed);
        await this.keyboard.press("a", "choose");
      } else if (at === "box") {
        await this.keyboard.press("Space", "read");
        await this.keyboard.press("a", "choose");
      } else {
        await this.keyboard.press("a", "choose");
        // Where nothing came of it, one looks again before one presses it again.
        if ((await this.focus()) === "elsewhere") await this.look();
      }
    }
    throw new Error(`Not read to its end with ${mostKeys} keys`);
  }

  async approve(): Promise<void> {
    await this.read();
    await this.keyboard.press("Enter", "sign");
  }

  /** Opens the panel of a letter, writes into it, and leaves the signing to the next key. */
  async write(letter: "r" | "t", words: string): Promise<void> {
    await this.keyboard.press(letter, "choose");
    await this.keyboard.write(words);
  }

  async acknowledge(why: string): Promise<void> {
    await this.read();
    await this.keyboard.press("Enter", "choose");
    await this.keyboard.write(why);
    await this.sign();
  }

  /** Writes at the end of what the edit begins in. */
  async addToField(words: string): Promise<void> {
    await this.keyboard.press("e", "choose");
    await expect(this.page.locator("[data-edit] textarea:focus, [data-edit] input:focus")).toBeVisible();
    await this.keyboard.press("Control+End", "move");
    await this.keyboard.write(words);
  }

  /** Keeps all pictures but one. */
  async drop(number: number): Promise<void> {
    await this.keyboard.press("e", "choose");
    await expect(this.page.locator("[data-edit] input[type=checkbox]:focus")).toBeVisible();
    await this.keyboard.press(String(number), "choose");
  }

  /** Looks at what the desk leads to before it takes an edit, and signs. */
  async signEdit(): Promise<void> {
    const rest = this.page.locator("article footer").getByRole("button", { name: /^Show the rest/ });
    for (let keys = 0; keys < mostKeys && (await rest.isVisible()); keys++) {
      await this.keyboard.press("Control+Enter", "read");
      await this.look();
    }
    await this.sign();
  }

  sign(): Promise<void> {
    return this.keyboard.press("Control+Enter", "sign");
  }

  private look(): Promise<void> {
    return this.page.evaluate((ms) => new Promise((done) => setTimeout(done, ms)), lookMs);
  }

  private focus(): Promise<Focus> {
    return this.page.evaluate((): Focus => {
      const at = document.activeElement;
      if (at instanceof HTMLMediaElement) return at.played.length > 0 ? "elsewhere" : "player";
      if (at instanceof HTMLInputElement && at.type === "checkbox") return at.checked ? "elsewhere" : "box";
      if (!(at instanceof HTMLButtonElement) || at.closest("article footer") === null) return "elsewhere";
      if (at.textContent.startsWith("Show the rest")) return "rest";
      return at.textContent.startsWith("Approve") && !at.disabled ? "approve" : "elsewhere";
    });
  }
}

/** Runs in the page: until a film or a sound has played for as long as a look takes. */
function untilPlayed(player: Element): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!(player instanceof HTMLMediaElement)) return resolve();
      const { played, duration } = player;
      const seconds = played.length > 0 ? played.end(played.length - 1) - played.start(0) : 0;
      if (seconds >= Math.min(1.1, duration * 0.6)) resolve();
      else requestAnimationFrame(look);
    };
    look();
  });
}
