/** How long the older path waits; times in milliseconds. */
export const oneShotLimits = {
  /** A call that is not done by then is cancelled and has failed. */
  deadline: 600_000,
  /** A record that is still open so long after that has lost its process. */
  grace: 60_000,
  /** Asking the provider how a call is doing starts quick and slows to a quarter of the time elapsed. */
  poll: { least: 100, most: 3_000 },
};
