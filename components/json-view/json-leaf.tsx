"use client";

import { useState } from "react";
import { Words } from "@/components/run/words";
import { useText } from "@/components/text";
import type { Json } from "@/lib/contracts/json";
import { printJson } from "@/lib/contracts/json-text";

const longest = 2_000;

/** A value that holds no others; a very long text begins cut, with a way to the rest. */
export function JsonLeaf({ value }: { value: Json }) {
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
