const needed = [20, 19];

/** Ends the process with a sentence when this Node is too old; must run before anything is installed. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > needed[0] || (major === needed[0] && minor >= needed[1])) return;
  console.error(
    `Countersign needs Node.js ${needed.join(".")} or newer; this is ${process.versions.node}. Install a newer one and run the command again.`,
  );
  process.exit(1);
}
