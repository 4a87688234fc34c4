"use client";

import { XIcon } from "lucide-react";
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { isComposing } from "@/components/hooks/is-composing";
import { useKeys } from "@/components/hooks/use-keys";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

interface InboxSearchProps {
  value: string;
  onChange: (value: string) => void;
  /** Goes on to what was found. */
  onEnter: (value: string) => void;
  onClose: () => void;
}

const settleMs = 120;

/** Looks for words among what waits: when they rest, and at once when a key or the focus leaves the box. */
export function InboxSearch({ value, onChange, onEnter, onClose }: InboxSearchProps) {
  const text = useText();
  const box = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState(value);
  // Whether words were typed that the list does not know yet.
  const typed = useRef(false);
  useKeys("run", { "/": () => box.current?.focus() });
  useEffect(() => {
    // Words that came with the URL are not being typed: the keys stay with the run.
    if (box.current?.value === "") box.current.focus();
  }, []);
  const settled = () => {
    if (!typed.current) return;
    typed.current = false;
    onChange(words);
  };
  const rested = useEffectEvent((_: string) => settled());
  useEffect(() => {
    const timer = setTimeout(() => rested(words), settleMs);
    return () => clearTimeout(timer);
  }, [words]);
  const pressed = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return;
    // The list is what was looked for before anything hears this key.
    if (event.key === "Enter" || event.key === "Escape" || event.ctrlKey || event.metaKey) flushSync(settled);
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onEnter(words);
  };
  return (
    <div className="flex items-center gap-1 border-b px-3 py-1.5">
      <Input
        ref={box}
        type="search"
        value={words}
        aria-label={text.inbox.search}
        placeholder={text.inbox.search}
        className="h-8 [&::-webkit-search-cancel-button]:hidden"
        onChange={({ target }) => {
          setWords(target.value);
          typed.current = true;
        }}
        onKeyDown={pressed}
        onBlur={settled}
      />
      <Button variant="ghost" size="icon-sm" aria-label={text.inbox.closeSearch} onClick={onClose}>
        <XIcon aria-hidden />
      </Button>
    </div>
  );
}
