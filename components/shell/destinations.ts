import {
  ChartColumnIcon,
  FlaskConicalIcon,
  InboxIcon,
  ListIcon,
  type LucideIcon,
  PlusIcon,
  RouteIcon,
  SlidersHorizontalIcon,
} from "lucide-react";
import type { KeyName } from "@/components/hooks/desk-keys";
import type { Role } from "@/lib/contracts/words";

interface Destination {
  name: "inbox" | "runs" | "insights" | "rollout" | "lab" | "newRun" | "settings";
  href: string;
  icon: LucideIcon;
  /** Typed one after the other; empty for none. */
  keys: KeyName | "";
  /** Stands in the bar on top, always or where there is room; a new run has a button of its own there. */
  inBar: "always" | "wide" | "never";
  /** Who may see it; everyone when left out. */
  roles?: readonly Role[];
}

const reviewers: Role[] = ["reviewer", "admin"];
const admins: Role[] = ["admin"];

const destinations: readonly Destination[] = [
  { name: "inbox", href: "/", icon: InboxIcon, keys: "g i", inBar: "always", roles: reviewers },
  { name: "runs", href: "/runs", icon: ListIcon, keys: "g r", inBar: "always" },
  {
    name: "insights",
    href: "/insights",
    icon: ChartColumnIcon,
    keys: "g m",
    inBar: "always",
    roles: reviewers,
  },
  { name: "rollout", href: "/rollout", icon: RouteIcon, keys: "", inBar: "wide", roles: admins },
  { name: "lab", href: "/policy-lab", icon: FlaskConicalIcon, keys: "", inBar: "wide", roles: admins },
  { name: "newRun", href: "/new", icon: PlusIcon, keys: "g n", inBar: "never" },
  { name: "settings", href: "/settings", icon: SlidersHorizontalIcon, keys: "g s", inBar: "always" },
];

/** Where somebody of the role begins: nothing in the inbox is for a requester to answer. */
export function homeOf(role: Role): string {
  return role === "requester" ? "/runs" : "/";
}

/** The pages of the desk that somebody of the role may see, for the bar, the keys and the palette. */
export function destinationsOf(role: Role): Destination[] {
  return destinations.filter(({ roles }) => roles === undefined || roles.includes(role));
}
