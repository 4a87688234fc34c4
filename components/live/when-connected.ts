const pauses = [500, 1000, 2000, 4000, 8000, 16_000] as const;

/**
 * A part of the desk that is fetched when it is first needed. While the connection is away, the part is waited for
 * instead of failing; a server that answers and still has no such part (another version was started) is an error
 * after half a minute.
 */
export async function whenConnected<Part>(load: () => Promise<Part>): Promise<Part> {
  for (const pause of pauses) {
    try {
      return await load();
    } catch {
      await (navigator.onLine ? elapsed(pause) : connected());
    }
  }
  return load();
}

function elapsed(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function connected(): Promise<void> {
  return new Promise((resolve) => window.addEventListener("online", () => resolve(), { once: true }));
}
