import { committedFiles, textOf } from "./committed-files";

// Where packages come from is each machine's own setting; a host written down breaks the others.
const publicHosts = /\bregistry\.(npmjs|yarnpkg|npmmirror)\./;
const resolved = /"resolved": "https?:/;

/** No committed file may name the host that packages come from. */
export function registryHosts(): string[] {
  const configured = process.env.npm_config_registry;
  const ownHost = configured === undefined ? undefined : new URL(configured).hostname;
  return committedFiles().flatMap((path) => {
    const text = textOf(path);
    const names =
      publicHosts.test(text) ||
      (path === "package-lock.json" && resolved.test(text)) ||
      (ownHost !== undefined && ownHost !== "localhost" && text.includes(ownHost));
    return names ? [`${path} names a package registry's host`] : [];
  });
}
