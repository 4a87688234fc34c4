/** How many calls the sandbox accepted for each attempt, from the names of its files: `sbx_{attempt}_{number}.json`. */
export function sandboxIdsByAttempt(names: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) {
    const call = /^(sbx_[0-9a-f]+)_\d+\.json$/.exec(name)?.[1];
    if (call !== undefined) counts.set(call, (counts.get(call) ?? 0) + 1);
  }
  return counts;
}
