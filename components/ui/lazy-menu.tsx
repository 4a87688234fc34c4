"use client";

import {
  type ComponentProps,
  cloneElement,
  type ReactElement,
  type ReactNode,
  Suspense,
  useState,
} from "react";

interface LazyMenuProps {
  trigger: ReactElement<ComponentProps<"button">>;
  /** Fetches the menu's code; called when somebody comes near. */
  preload: () => void;
  /** The menu around its trigger, open from the start. */
  menu: (trigger: ReactElement) => ReactNode;
}

/** A menu whose code is fetched when it is first wanted: the first load of a page does without it. */
export function LazyMenu({ trigger, preload, menu }: LazyMenuProps) {
  const [wanted, setWanted] = useState(false);
  if (wanted) return <Suspense fallback={trigger}>{menu(trigger)}</Suspense>;
  return cloneElement(trigger, {
    "aria-haspopup": "menu",
    "aria-expanded": false,
    onPointerEnter: preload,
    onFocus: preload,
    onClick: () => setWanted(true),
  });
}
