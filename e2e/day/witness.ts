import type { Page } from "@playwright/test";

/** One part of what is signed, and how whoever looks at the page finds it. */
export interface Part {
  name: string;
  /** Where in the page it stands. */
  within: string;
  /**
   * How it is seen: a text whose last letter is in view, or a box that holds it and nothing more is; a picture whose last corner is, a film or a sound that plays
   * in view, a field one types in whose last line is, a box that is ticked.
   */
  by: "text" | "picture" | "playing" | "typed" | "ticked";
  /** The text, without blanks; of what is typed, how it ends. */
  text?: string;
  /** The letter of the text that ends the part. */
  to?: number;
}

/** What was so as the last key that can sign was pressed. */
export interface Signing {
  /** The parts that had not been in view. */
  unseen: string[];
  /** Until another run was drawn and could be decided, in milliseconds. */
  nextAfter: number;
}

interface InPage {
  watch(parts: Part[]): Promise<void>;
  watchAlso(parts: Part[]): Promise<void>;
  unseen(): string[];
  signing(): Promise<Signing | null>;
}

declare global {
  interface Window {
    witness: InPage;
  }
}

/**
 * Looks on beside the desk, by no means of the desk's own: with every frame it asks the browser where the parts of what
 * is signed are drawn, and it hears the keys before the desk does.
 */
export class Witness {
  private constructor(private readonly page: Page) {}

  static async of(page: Page): Promise<Witness> {
    await page.addInitScript(lookOn);
    return new Witness(page);
  }

  /**
   * From now on these parts are what is signed; none of them was seen. Whoever waits for it presses no key before the
   * witness has had a look at what is there: what a key takes away at once it would never have seen.
   */
  watch(parts: Part[]): Promise<void> {
    return this.page.evaluate((all) => window.witness.watch(all), parts);
  }

  /** These besides; whoever waits for it presses no key before they were looked for, either. */
  watchAlso(parts: Part[]): Promise<void> {
    return this.page.evaluate((more) => window.witness.watchAlso(more), parts);
  }

  /** What has not been in view by now. */
  unseen(): Promise<string[]> {
    return this.page.evaluate(() => window.witness.unseen());
  }

  /**
   * Of the last key that can sign, once the next run is there.
   * @throws when none comes
   */
  async signing(): Promise<Signing> {
    const signing = await this.page.evaluate(() => window.witness.signing());
    if (signing === null) throw new Error("No other run was there after the key that was to decide");
    return signing;
  }
}

/** Runs in the page, before anything else there. */
function lookOn() {
  const patienceMs = 20_000;
  let parts: Part[] = [];
  let seen = new Set<Part>();
  let signing: Promise<Signing | null> = Promise.resolve(null);
  const unseen = () => parts.filter((part) => !seen.has(part)).map(({ name }) => name);

  /** What of the window an element could be drawn in: whatever scrolls or cuts it off takes away from that. */
  const frameOf = (element: Element) => {
    const frame = { top: 0, left: 0, bottom: innerHeight, right: innerWidth };
    for (let above: Element | null = element; above; above = above.parentElement) {
      const style = getComputedStyle(above);
      if (above !== element && style.overflow === "visible" && style.maskImage === "none") continue;
      const box = above.getBoundingClientRect();
      // What fades out can be read in its upper half.
      const bottom = style.maskImage === "none" ? box.bottom : box.top + box.height * 0.65;
      frame.top = Math.max(frame.top, box.top);
      frame.left = Math.max(frame.left, box.left);
      frame.bottom = Math.min(frame.bottom, bottom);
      frame.right = Math.min(frame.right, box.right);
    }
    return frame;
  };
  const inView = (box: DOMRect, element: Element) => {
    const frame = frameOf(element);
    const inside =
      box.height > 0 &&
      box.bottom <= frame.bottom + 1 &&
      box.right <= frame.right + 1 &&
      box.bottom > frame.top &&
      box.right > frame.left;
    if (!inside || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      return false;
    const top = document.elementFromPoint(box.right - 1, box.bottom - 1);
    return (
      top !== null &&
      (element.contains(top) || top.contains(element) || !!top.closest("button")?.contains(element))
    );
  };

  /** Where the last letter of a part is drawn; what was struck out, and what a box holds to be scrolled, is no part of it. */
  const endOf = (place: Element, text: string, to: number): { box: DOMRect; element: Element } | null => {
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    const nodes: { node: Text; from: number }[] = [];
    let all = "";
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!(node instanceof Text) || node.parentElement?.closest("del, script, style, textarea")) continue;
      nodes.push({ node, from: all.length });
      all += node.data.replace(/\s/g, "");
    }
    const begin = all.lastIndexOf(text);
    if (begin < 0) return null;
    const at = begin + to - 1;
    const holder = nodes.findLast(({ from }) => from <= at);
    const element = holder?.node.parentElement;
    if (!holder || !element) return null;
    const offset = [...holder.node.data.matchAll(/\S/g)][at - holder.from]?.index ?? 0;
    const range = document.createRange();
    range.setStart(holder.node, offset);
    range.setEnd(holder.node, offset + 1);
    return { box: range.getBoundingClientRect(), element };
  };

  /** Whether all of a text is in view in a box one types in. */
  const holdsWhole = (text: string) => (box: Element) =>
    (box instanceof HTMLInputElement || box instanceof HTMLTextAreaElement) &&
    box.value.replace(/\s/g, "") === text &&
    box.scrollWidth <= box.clientWidth + 1 &&
    box.scrollHeight <= box.clientHeight + 1 &&
    inView(box.getBoundingClientRect(), box);

  const isSeen = ({ within, by, text = "", to = 0 }: Part): boolean => {
    for (const place of document.querySelectorAll(within)) {
      const box = place.getBoundingClientRect();
      if (by === "text") {
        const end = endOf(place, text, to);
        if (end && inView(end.box, end.element)) return true;
        if (to === text.length && [...place.querySelectorAll("input, textarea")].some(holdsWhole(text)))
          return true;
      } else if (by === "picture") {
        if (
          place instanceof HTMLImageElement &&
          place.complete &&
          place.naturalWidth > 0 &&
          inView(box, place)
        )
          return true;
      } else if (by === "playing") {
        if (place instanceof HTMLMediaElement && place.played.length > 0 && inView(box, place)) return true;
      } else if (by === "typed") {
        const typed = place instanceof HTMLInputElement || place instanceof HTMLTextAreaElement;
        const below = place.scrollHeight - place.clientHeight - place.scrollTop;
        if (typed && place.value.endsWith(text) && below < 20 && inView(box, place)) return true;
      } else if (place instanceof HTMLInputElement && place.checked && inView(box, place)) return true;
    }
    return false;
  };

  const heading = () => document.querySelector("article h1")?.textContent ?? null;
  /** Once another run is there and its buttons can be pressed; the frame it is drawn in counts. */
  const nextRun = (before: string | null, from: number) =>
    new Promise<number | null>((resolve) => {
      const look = () => {
        const now = heading();
        const ready =
          now !== null && now !== before && document.querySelector("article footer button:enabled");
        if (ready) setTimeout(() => resolve(performance.now() - from));
        else if (performance.now() - from > patienceMs) resolve(null);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });

  window.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Enter") return;
      const left = unseen();
      signing = nextRun(heading(), event.timeStamp).then((nextAfter) =>
        nextAfter === null ? null : { unseen: left, nextAfter },
      );
    },
    { capture: true },
  );
  const watchOn = () => {
    for (const part of parts) if (!seen.has(part) && isSeen(part)) seen.add(part);
    requestAnimationFrame(watchOn);
  };
  requestAnimationFrame(watchOn);
  // What was asked for with this frame before comes before this.
  const look = () => new Promise<void>((looked) => requestAnimationFrame(() => looked()));
  window.witness = {
    watch(all) {
      parts = all;
      seen = new Set();
      return look();
    },
    watchAlso(more) {
      parts = [...parts, ...more];
      return look();
    },
    unseen,
    signing: () => signing,
  };
}
