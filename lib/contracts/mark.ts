/** A line of a mark, drawn in the colour of the text. */
export interface Stroke {
  /** SVG path data, in a field of 16 by 16. */
  d: string;
  /** Its width where it is not the usual one. */
  width?: number;
}

/** A provider's sign on the desk. */
export type Mark = readonly Stroke[];
