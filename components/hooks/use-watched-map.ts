import { useState, useSyncExternalStore } from "react";
import { WatchedMap } from "./watched-map";

/** A map as long as the component is there, which is drawn anew with its changes: once for all that come together. */
export function useWatchedMap<Key, Value>(): WatchedMap<Key, Value> {
  const [map] = useState(() => new WatchedMap<Key, Value>());
  useSyncExternalStore(map.subscribe, map.version, map.version);
  return map;
}
