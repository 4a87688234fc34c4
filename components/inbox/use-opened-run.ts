import { useCallback, useState } from "react";

/**
 * The run that is open: the one in the URL, or beside the list one that was opened by itself and stays whatever the list
 * does. That one is not put into the URL, for setting the URL calls off whatever page the reader is on the way to.
 * @param first the run to open by itself; null where none is to be
 */
export function useOpenedRun(inUrl: string | null, first: string | null) {
  const [opened, setOpened] = useState<string | null>(null);
  const byItself = inUrl === null ? (opened ?? first) : null;
  if (byItself !== opened) setOpened(byItself);
  const close = useCallback(() => setOpened(null), []);
  return { open: inUrl ?? byItself, close };
}
