import { useEffect } from "react";

/** A number as any language writes it, in brackets. */
const badge = /^\(\d[^()\p{L}]*\) /u;

/** Puts a number before the title of the tab, whatever page sets the title; null takes it away. */
export function useTitleBadge(count: string | null) {
  useEffect(() => {
    const prefix = count === null ? "" : `(${count}) `;
    const write = () => {
      const wanted = prefix + document.title.replace(badge, "");
      // Setting it anew would call the observer again, and again.
      if (document.title !== wanted) document.title = wanted;
    };
    write();
    const observer = new MutationObserver(write);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [count]);
}
