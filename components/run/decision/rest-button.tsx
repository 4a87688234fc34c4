"use client";

import { EyeIcon } from "lucide-react";
import { type ReactNode, type RefObject, useLayoutEffect } from "react";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";

interface RestButtonProps {
  ref: RefObject<HTMLButtonElement | null>;
  count: number;
  onShow: () => void;
  /** The key that leads here. */
  hint: ReactNode;
}

/**
 * Leads through what was not in view yet. Once all of it was, it goes, and leaves the focus with the run. It stands
 * before the buttons that decide, in a line of its own where there is little width: none of them comes to stand under
 * the finger that pressed it.
 */
export function RestButton({ ref, count, onShow, hint }: RestButtonProps) {
  const text = useText();
  useLayoutEffect(() => {
    const button = ref.current;
    return () => {
      if (document.activeElement === button) button?.closest("article")?.focus({ preventScroll: true });
    };
  }, [ref]);
  return (
    <Button
      type="button"
      ref={ref}
      variant="secondary"
      title={text.decide.unseenHint}
      className="@max-2xl:basis-full!"
      onClick={onShow}
    >
      <EyeIcon aria-hidden />
      {text.decide.unseen(count)}
      {hint}
    </Button>
  );
}
