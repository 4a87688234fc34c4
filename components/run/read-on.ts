/** Of the height of a window, how much one reads on by: a line or two stay for the eye. */
const share = 0.85;

/** Scrolls to where a part begins, else a window further in it, and at last to its end. */
export function readOn(part: Element, end: Element) {
  const scroller = scrollerOf(part);
  const seen = scroller.getBoundingClientRect();
  const [from, to] = [part.getBoundingClientRect(), end.getBoundingClientRect()];
  const away = from.top > seen.bottom - 24 || from.bottom < seen.top;
  if (away) part.scrollIntoView({ block: "start" });
  else if (to.bottom > seen.bottom)
    scroller.scrollBy({
      top: Math.min(seen.height * share, to.bottom - seen.bottom + 24),
      behavior: "instant",
    });
  else end.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** Whether an element is in sight, as far as what scrolls and the window go. */
export function isInView(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  const seen = scrollerOf(element).getBoundingClientRect();
  return top >= seen.top && bottom <= Math.min(seen.bottom, window.innerHeight);
}

function scrollerOf(element: Element): Element {
  for (let above = element.parentElement; above; above = above.parentElement) {
    if (above.scrollHeight > above.clientHeight && /auto|scroll/.test(getComputedStyle(above).overflowY))
      return above;
  }
  return document.documentElement;
}
