import type { Mark } from "@/lib/contracts/mark";

/** A knot of three loops in one another. */
export const mark: Mark = [
  { d: "M8 2.5c3 0 3 5.5 0 5.5s-3 5.5 0 5.5" },
  { d: "M3.2 5.2c1.5-2.6 6.3.1 4.8 2.8s3.3 5.4 4.8 2.8" },
  { d: "M12.8 5.2c-1.5-2.6-6.3.1-4.8 2.8s-3.3 5.4-4.8 2.8" },
];
