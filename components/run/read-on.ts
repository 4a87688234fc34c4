/** Of the height or the width of a window, how much one reads on by: a line or two stay for the eye. */
const share = 0.85;

const nearest: ScrollIntoViewOptions = { block: "nearest", inline: "nearest" };

/** Scrolls to where a part begins, else a window further in it, down and then aside, and at last to its end. */
export function readOn(part: Element, end: Element) {
  const scroller = scrollerOf(part, "y");
  // What scrolls in a place that is out of sight goes by unread.
  if (scroller !== document.documentElement) scroller.scrollIntoView(nearest);
  const seen = sightOf(part);
  const [from, to] = [part.getBoundingClientRect(), end.getBoundingClientRect()];
  const away = from.top > seen.bottom - 24 || from.bottom < seen.top;
  if (away) part.scrollIntoView({ block: "start", inline: "nearest" });
  else if (!scrolled(scroller, "top", to.bottom - seen.bottom, seen.bottom - seen.top)) {
    const aside = scrollerOf(end, "x");
    const { left, right } = sightOf(end);
    if (!scrolled(aside, "left", to.right - right, right - left)) end.scrollIntoView(nearest);
  }
}

/** Scrolls by what is left, at most by a window of so much room; false when there is nothing to scroll. */
function scrolled(scroller: Element, side: "top" | "left", left: number, room: number): boolean {
  if (left <= 0) return false;
  const property = side === "top" ? "scrollTop" : "scrollLeft";
  const before = scroller[property];
  scroller.scrollBy({ [side]: Math.min(room * share, left + 24), behavior: "instant" });
  return scroller[property] !== before;
}

/** Of a pixel, so much may be lost to rounding. */
const rounding = 0.5;

/** Whether all of an element is in sight: no side of it is out of the window, or cut off by what is around it. */
export function isInView(element: Element): boolean {
  if (isCovered(element) || element.getClientRects().length === 0) return false;
  const { top, bottom, left, right } = element.getBoundingClientRect();
  const isWithin = (seen: Sight) =>
    top >= seen.top - rounding &&
    bottom <= seen.bottom + rounding &&
    left >= seen.left - rounding &&
    right <= seen.right + rounding;
  // Most of what is out of sight is out of the window, and that is quickly said.
  return isWithin(theWindow()) && isWithin(sightOf(element));
}

/** Whether a dialog or a menu lies over the page that an element is in. */
export function isCovered(element: Element): boolean {
  return element.closest("[data-aria-hidden=true], [inert]") !== null;
}

interface Sight {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

const theWindow = (): Sight => ({ top: 0, left: 0, bottom: window.innerHeight, right: window.innerWidth });

/** What of the window is left to an element by all that scrolls or cuts off around it. */
function sightOf(element: Element): Sight {
  const sight = theWindow();
  for (let above = element.parentElement; above; above = above.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(above);
    if (above === document.body || above === document.documentElement) break;
    const box = above.getBoundingClientRect();
    if (overflowX !== "visible") {
      sight.left = Math.max(sight.left, box.left);
      sight.right = Math.min(sight.right, box.right);
    }
    if (overflowY !== "visible") {
      sight.top = Math.max(sight.top, box.top);
      sight.bottom = Math.min(sight.bottom, box.bottom);
    }
  }
  return sight;
}

/** What scrolls an element up and down, or aside. */
function scrollerOf(element: Element, axis: "x" | "y"): Element {
  for (let above = element.parentElement; above; above = above.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(above);
    const isLonger =
      axis === "y" ? above.scrollHeight > above.clientHeight : above.scrollWidth > above.clientWidth;
    if (isLonger && /auto|scroll/.test(axis === "y" ? overflowY : overflowX)) return above;
  }
  return document.documentElement;
}
