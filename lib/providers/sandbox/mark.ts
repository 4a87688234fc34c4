import type { Mark } from "@/lib/contracts/mark";

/** A box of sand. */
export const mark: Mark = [
  { d: "M2.5 6.5v6h11v-6" },
  { d: "M5.5 9.5h.01M8 7.5h.01M10.5 9.5h.01M8 10.5h.01", width: 1.8 },
];
