import {
  ActivityIcon,
  BoxesIcon,
  EraserIcon,
  KeyRoundIcon,
  type LucideIcon,
  OctagonPauseIcon,
  ScaleIcon,
  ScrollTextIcon,
  UserRoundIcon,
  UsersIcon,
  UsersRoundIcon,
  WalletIcon,
  WebhookIcon,
} from "lucide-react";
import type { Text } from "@/components/text/en";

interface Section {
  name: keyof Text["shell"]["sections"];
  href: string;
  icon: LucideIcon;
  /** Left out, everybody has it. */
  adminsOnly?: true;
}

/** The pages of the settings, in their order. */
export const sections: readonly Section[] = [
  { name: "account", href: "/settings", icon: UserRoundIcon },
  { name: "people", href: "/settings/people", icon: UsersRoundIcon, adminsOnly: true },
  { name: "groups", href: "/settings/groups", icon: UsersIcon, adminsOnly: true },
  { name: "keys", href: "/settings/keys", icon: KeyRoundIcon, adminsOnly: true },
  { name: "models", href: "/settings/models", icon: BoxesIcon, adminsOnly: true },
  { name: "holds", href: "/settings/holds", icon: OctagonPauseIcon, adminsOnly: true },
  { name: "rules", href: "/settings/rules", icon: ScaleIcon, adminsOnly: true },
  { name: "budgets", href: "/settings/budgets", icon: WalletIcon, adminsOnly: true },
  { name: "webhooks", href: "/settings/webhooks", icon: WebhookIcon, adminsOnly: true },
  { name: "audit", href: "/settings/audit", icon: ScrollTextIcon, adminsOnly: true },
  { name: "erasing", href: "/settings/erasing", icon: EraserIcon, adminsOnly: true },
  { name: "health", href: "/settings/health", icon: ActivityIcon, adminsOnly: true },
];
