/** Stands for every host among those that may be at private addresses. */
export const everyHost = "*";

/** @param privateHosts `host` or `host:port` of private addresses that may be asked all the same, or `everyHost` */
export function isAllowedInside({ host }: URL, privateHosts: readonly string[]): boolean {
  return privateHosts.includes(host) || privateHosts.includes(everyHost);
}
