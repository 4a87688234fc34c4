/**
 * Waits for a try, but not for ever: one that takes longer than `ms` milliseconds counts as failed, though what it
 * began may still end later.
 */
export async function runLimited<Result>(ms: number, attempt: () => Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`It was not done after ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([attempt(), limit]);
  } finally {
    clearTimeout(timer);
  }
}
