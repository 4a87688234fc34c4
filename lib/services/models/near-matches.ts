/** The `count` names most like `wanted`, best first: by shared pairs of letters (Dice). Unlike ones are left out. */
export function nearMatches(wanted: string, names: readonly string[], count = 3): string[] {
  return names
    .map((name) => ({ name, likeness: likeness(wanted.toLowerCase(), name.toLowerCase()) }))
    .filter(({ likeness }) => likeness > 0.4)
    .sort((a, b) => b.likeness - a.likeness || a.name.localeCompare(b.name))
    .slice(0, count)
    .map(({ name }) => name);
}

function likeness(one: string, other: string): number {
  const pairs = pairsOf(one);
  const others = pairsOf(other);
  const shared = pairs.filter((pair) => {
    const index = others.indexOf(pair);
    if (index >= 0) others.splice(index, 1);
    return index >= 0;
  }).length;
  const all = pairs.length + others.length + shared;
  return all === 0 ? 0 : (2 * shared) / all;
}

function pairsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, n) => text.slice(n, n + 2));
}
