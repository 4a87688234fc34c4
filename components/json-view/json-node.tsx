"use client";

import { ChevronRightIcon } from "lucide-react";
import { useState } from "react";
import { Words } from "@/components/run/words";
import { useText } from "@/components/text";
import { cn } from "@/components/ui/cn";
import type { Json } from "@/lib/contracts/json";
import { printJson } from "@/lib/contracts/json-text";
import { spelledOut } from "@/lib/core/hidden/segments";

const longest = 2_000;

/** A value that holds no others; a very long text begins cut, with a way to the rest. */
function JsonLeaf({ value }: { value: Json }) {
  const text = useText().jsonView;
  const [whole, setWhole] = useState(false);
  const written = printJson(value);
  const cut = written.length > longest && !whole;
  return (
    <span className="min-w-0 wrap-anywhere whitespace-pre-wrap">
      <span className={typeof value === "string" ? "" : "figures font-medium"}>
        <Words text={written} to={cut ? longest : written.length} />
        {cut && "…"}
      </span>
      {cut && (
        <button
          type="button"
          className="ml-1.5 rounded-sm font-sans font-medium text-primary hover:underline"
          onClick={() => setWhole(true)}
        >
          {text.whole(written.length)}
        </button>
      )}
    </span>
  );
}

const batch = 100;

interface JsonNodeProps {
  name: string | null;
  value: Json;
  /** How many levels below this one begin unfolded. */
  depth: number;
}

/** One value of a tree: a leaf in a line, or a name that unfolds what is in it. */
export function JsonNode({ name, value, depth }: JsonNodeProps) {
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0) {
    return (
      <li className="flex gap-1.5 py-px pl-5">
        {name !== null && (
          <span className="max-w-1/2 shrink-0 wrap-anywhere text-primary">
            <Words still text={name} />:
          </span>
        )}
        <JsonLeaf value={value} />
      </li>
    );
  }
  return <Branch name={name} value={value} depth={depth} />;
}

function Branch({ name, value, depth }: JsonNodeProps) {
  const text = useText().jsonView;
  const [open, setOpen] = useState(depth > 0);
  const [shown, setShown] = useState(batch);
  const entries = Object.entries(value ?? {});
  const list = Array.isArray(value);
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        aria-label={text.fold(name === null ? text.root : spelledOut(name))}
        onClick={() => setOpen(!open)}
        className="flex min-h-6 items-center gap-1 rounded-sm py-px text-left hover:bg-secondary"
      >
        <ChevronRightIcon
          className={cn("size-4 shrink-0 text-muted-foreground transition-transform", open && "rotate-90")}
          aria-hidden
        />
        {name !== null && (
          <span className="min-w-0 wrap-anywhere text-primary">
            <Words still text={name} />:
          </span>
        )}
        <span className="shrink-0 text-muted-foreground">
          {list ? "[" : "{"} {list ? text.entries(entries.length) : text.keys(entries.length)}{" "}
          {list ? "]" : "}"}
        </span>
      </button>
      {open && (
        <ul className="ml-2 border-l pl-2">
          {entries.slice(0, shown).map(([key, child]) => (
            <JsonNode key={key} name={key} value={child} depth={depth - 1} />
          ))}
          {entries.length > shown && (
            <li className="pl-5">
              <button
                type="button"
                className="min-h-6 rounded-sm py-px font-sans font-medium text-primary hover:underline"
                onClick={() => setShown(shown + batch * 10)}
              >
                {text.more(Math.min(batch * 10, entries.length - shown))}
              </button>
            </li>
          )}
        </ul>
      )}
    </li>
  );
}
