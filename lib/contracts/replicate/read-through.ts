import { z } from "zod";

const word = z.string().max(1_000).optional();

/** What may be said to read something of Replicate through this installation. */
export const ReadThrough = {
  params: z.object({ path: z.array(z.string().max(200)).max(8) }),
  query: z.strictObject({ cursor: word, query: word, limit: word, sort_by: word, sort_direction: word }),
} as const;
