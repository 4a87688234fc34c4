import type { ComponentProps } from "react";

/** In place of the framework's: a link. */
export default function Link({ prefetch: _, ...link }: ComponentProps<"a"> & { prefetch?: boolean }) {
  return <a {...link} />;
}
