/** What is wrong with JSON itself. It stands apart: the sentences are made of the JSON that is judged by these. */
export const jsonFaults = {
  fault_no_object: "must be a JSON object",
  fault_too_deep: ({ levels }: { levels: number }) => `is nested deeper than ${levels} levels`,
} as const;
