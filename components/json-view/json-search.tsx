"use client";

import { ChevronDownIcon, ChevronUpIcon } from "lucide-react";
import { isComposing } from "@/components/hooks/is-composing";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

interface JsonSearchProps {
  word: string;
  found: number;
  current: number;
  onWord: (word: string) => void;
  onMove: (by: number) => void;
}

/** A word to look for, how often it stands there, and the way from place to place: Enter and ⇧Enter. */
export function JsonSearch({ word, found, current, onWord, onMove }: JsonSearchProps) {
  const text = useText().jsonView;
  return (
    <search className="flex min-w-0 flex-1 items-center gap-1">
      <Input
        type="search"
        value={word}
        aria-label={text.search}
        placeholder={text.search}
        className="h-8 max-w-56 text-sm"
        onChange={(event) => onWord(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || isComposing(event.nativeEvent)) return;
          event.preventDefault();
          onMove(event.shiftKey ? -1 : 1);
        }}
      />
      {word !== "" && (
        <>
          <span role="status" className="figures px-1 text-xs whitespace-nowrap text-muted-foreground">
            {found === 0 ? text.nothing : text.at(current + 1, found)}
          </span>
          <Button
            variant="ghost"
            size="icon-xs"
            disabled={found === 0}
            aria-label={text.previous}
            onClick={() => onMove(-1)}
          >
            <ChevronUpIcon aria-hidden />
          </Button>
          <Button
            variant="ghost"
            size="icon-xs"
            disabled={found === 0}
            aria-label={text.next}
            onClick={() => onMove(1)}
          >
            <ChevronDownIcon aria-hidden />
          </Button>
        </>
      )}
    </search>
  );
}
