/**
 * How long this process computes at `work`, in milliseconds: what else the machine does is not counted,
 * so a test may say how much is too much.
 */
export function computingTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
