export interface Size {
  width: number;
  height: number;
}

/** One frame around two pictures: its width over its height, and how much of it each picture takes. */
export interface Frame {
  ratio: number;
  before: Size;
  after: Size;
}

/** So much more in one direction is a border that was added or cut off; more than that was made larger. */
const mostAdded = 2;

/** Sides that differ by less have the same proportion: pixels are whole. */
const sameWithin = 0.02;

/** The smallest frame that holds two pictures at the same scale, so that what is in both can be laid over each other. */
export function frameOf(before: Size, after: Size): Frame {
  const scale = scaleOf(before, after);
  const scaled = { width: before.width * scale, height: before.height * scale };
  const width = Math.max(scaled.width, after.width);
  const height = Math.max(scaled.height, after.height);
  const share = (size: Size) => ({ width: size.width / width, height: size.height / height });
  return { ratio: width / height, before: share(scaled), after: share(after) };
}

/** What the picture before is multiplied with: pixel for pixel, unless the picture after was made larger or smaller. */
function scaleOf(before: Size, after: Size): number {
  const [across, down] = [after.width / before.width, after.height / before.height];
  const fit = Math.min(across, down);
  if (Math.abs(across / down - 1) < sameWithin) return fit;
  const isClose = fit >= 1 / mostAdded && Math.max(across, down) <= mostAdded;
  return isClose ? 1 : fit;
}
