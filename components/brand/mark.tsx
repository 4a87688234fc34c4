import type { ComponentProps } from "react";

/** A C that ends in a tick, over the line it signs. `sign` draws it as a pen would. */
export function Mark({ sign = false, ...props }: ComponentProps<"svg"> & { sign?: boolean }) {
  return (
    <svg viewBox="0 0 32 32" fill="none" strokeLinecap="round" strokeLinejoin="round" aria-hidden {...props}>
      <path d="M5.5 28h21" stroke="currentColor" strokeWidth="2" opacity="0.35" />
      <path
        d="M20.6 8.9C18.7 6 15.2 5 11.9 6.4 7.6 8.2 5.3 12.9 6.4 17.2c1.1 4.3 5.6 6.2 9.9 4.1C20.7 19.1 24.9 13.6 28 6.5"
        stroke="currentColor"
        strokeWidth="2.8"
        pathLength={1}
        strokeDasharray={sign ? 1 : undefined}
        className={sign ? "animate-sign" : undefined}
      />
    </svg>
  );
}
