import type { Mark } from "@/lib/contracts/mark";

/** Three shrinking steps, after Replicate's own sign. */
export const mark: Mark = [{ d: "M3.5 12.5V3.5h9M6.5 12.5V6.5h6M9.5 12.5v-3h3" }];
