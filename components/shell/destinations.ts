import { InboxIcon, ListIcon, type LucideIcon, PlusIcon, SlidersHorizontalIcon } from "lucide-react";

interface Destination {
  name: "inbox" | "runs" | "newRun" | "settings";
  href: string;
  icon: LucideIcon;
  /** Typed one after the other. */
  keys: string;
  /** Stands in the bar on top; a new run has a button of its own there. */
  inBar: boolean;
}

/** The pages of the desk, for the bar, the keys and the palette. */
export const destinations: readonly Destination[] = [
  { name: "inbox", href: "/", icon: InboxIcon, keys: "g i", inBar: true },
  { name: "runs", href: "/runs", icon: ListIcon, keys: "g r", inBar: true },
  { name: "newRun", href: "/new", icon: PlusIcon, keys: "g n", inBar: false },
  { name: "settings", href: "/settings", icon: SlidersHorizontalIcon, keys: "g s", inBar: true },
];
