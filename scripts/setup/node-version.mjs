/** The oldest of each line that Next and Prisma run on; odd lines live for half a year and are left out. */
const oldest = new Map([
  [20, 19],
  [22, 12],
]);

/** Ends the process with a sentence when this Node is not one to run on; must come before anything is installed. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const from = oldest.get(major);
  if (from === undefined ? major >= 24 : minor >= from) return;
  console.error(
    `Countersign needs Node.js 20.19, 22.12 or 24 and newer of each; this is ${process.versions.node}. Install one of them and run the command again.`,
  );
  process.exit(1);
}
