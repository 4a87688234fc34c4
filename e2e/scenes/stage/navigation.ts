import { useSyncExternalStore } from "react";

// In place of the framework's: the address changes and nothing is fetched.
const listeners = new Set<() => void>();
for (const name of ["pushState", "replaceState"] as const) {
  const change = history[name];
  history[name] = (...to) => {
    change.apply(history, to);
    for (const listener of listeners) listener();
  };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("popstate", listener);
  };
}

const router = {
  push: (url: string) => history.pushState(null, "", url),
  replace: (url: string) => history.replaceState(null, "", url),
  back: () => history.back(),
  refresh() {},
  prefetch() {},
};

export const useRouter = () => router;
export const usePathname = () => useSyncExternalStore(subscribe, () => location.pathname);
export const useSearchParams = () =>
  new URLSearchParams(useSyncExternalStore(subscribe, () => location.search));
