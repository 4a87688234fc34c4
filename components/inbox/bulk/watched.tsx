"use client";

import { type ReactNode, useEffectEvent, useLayoutEffect, useRef } from "react";
import { UnseenProvider, useEndSeen, useUnseen } from "@/components/run/unseen";

interface WatchedProps {
  /** Changes with whatever there is to be seen. */
  question: string;
  /** Told once all of it was shown and its end was in view for a moment. */
  onSeen: (question: string) => void;
  children: ReactNode;
}

/** A part of a batch, watched by the same rules as a run that is read alone. */
export function Watched({ question, onSeen, children }: WatchedProps) {
  return (
    <UnseenProvider question={question}>
      {children}
      <End onSeen={onSeen} />
    </UnseenProvider>
  );
}

function End({ onSeen }: Pick<WatchedProps, "onSeen">) {
  const end = useRef<HTMLSpanElement>(null);
  const { count, question } = useUnseen();
  // Nothing counts before all in it is there: a picture may come when one is elsewhere.
  const seen = useEndSeen(end, count === 0);
  const tell = useEffectEvent(() => onSeen(question));
  // Before the next frame, so that what the button says is what it does.
  useLayoutEffect(() => {
    if (seen) tell();
  }, [seen]);
  return <span ref={end} aria-hidden className="ml-auto block size-px" />;
}
