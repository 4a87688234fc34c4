import type { Mark } from "@/lib/contracts/mark";

/** A question in a balloon. */
export const mark: Mark = [
  { d: "M8 13.5a5.5 5.5 0 1 0-5-3.2L2.5 13.5l3.1-.5A5.5 5.5 0 0 0 8 13.5" },
  { d: "M6.3 6.4a1.8 1.8 0 1 1 2.5 1.7c-.5.2-.8.5-.8 1M8 11h.01" },
];
