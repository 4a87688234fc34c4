import type { Mark } from "@/lib/contracts/mark";

/** Six rays from one point. */
export const mark: Mark = [{ d: "M8 2.5v11" }, { d: "M3.2 5.2l9.6 5.6" }, { d: "M3.2 10.8l9.6-5.6" }];
