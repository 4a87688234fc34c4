import { useEffect } from "react";

const badge = /^\(\d+\+?\) /;

/** Puts a number before the title of the tab, whatever page sets the title; null or "0" takes it away. */
export function useTitleBadge(count: string | null) {
  useEffect(() => {
    const prefix = count === null || count === "0" ? "" : `(${count}) `;
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
