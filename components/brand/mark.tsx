import type { ComponentProps } from "react";

/** A C that ends in a tick, over the line it signs. `sign` draws it as a pen would. */
export function Mark({ sign = false, ...props }: ComponentProps<"svg"> & { sign?: boolean }) {
  return (
    <svg viewBox="0 0 32 32" fill="none" strokeLinecap="round" strokeLinejoin="round" aria-hidden {...props}>
      <path d="M5.5 28h21" stroke="currentColor" strokeWidth="2" opacity="0.35" />
      <path
        d="M18.6 7.6C16.5 5.2 13 4.5 9.9 6 5.6 8 3.6 12.9 5 17.2c1.4 4.3 6 6.1 10.1 3.9 4.6-2.5 8.7-7.6 13.4-14.1"
        stroke="currentColor"
        strokeWidth="2.8"
        pathLength={1}
        strokeDasharray={sign ? 1 : undefined}
        className={sign ? "animate-sign" : undefined}
      />
    </svg>
  );
}
