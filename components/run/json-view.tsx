"use client";

import { CopyIcon } from "lucide-react";
import { useDeferredValue, useMemo, useRef, useState } from "react";
import { copyText } from "@/components/format/copy-text";
import { findPlaces, foldInPlace } from "@/components/json-view/find-places";
import { JsonNode } from "@/components/json-view/json-node";
import { JsonSearch } from "@/components/json-view/json-search";
import { RawJson } from "@/components/json-view/raw-json";
import { valuesIn } from "@/components/json-view/size-of";
import { notify } from "@/components/shell/notify";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import type { Json } from "@/lib/contracts/json";
import { printJson } from "@/lib/contracts/json-text";
import { Clamp } from "./clamp";
import { readOn } from "./read-on";
import { useSeenPart } from "./seen-parts";
import { useEndSeen, useUnseenPart } from "./unseen";

/** As many values are shown unfolded at once. */
const unfolded = 200;

/** A text so long that the tree cuts it. */
const cutInTree = /"[^"]{1500}/;

interface JsonViewProps {
  value: Json;
  /** True where this is the only place it is shown. */
  counts?: boolean;
}

/** JSON as a tree that folds, or as it stands, to search and to copy. */
export default function JsonView({ value, counts = false }: JsonViewProps) {
  const text = useText().jsonView;
  const json = useMemo(() => printJson(value, 2), [value]);
  const small = useMemo(
    () => json.length < 20_000 && !cutInTree.test(json) && valuesIn(value, unfolded) < unfolded,
    [json, value],
  );
  const [view, setView] = useState<"tree" | "raw">("tree");
  const [word, setWord] = useState("");
  const [current, setCurrent] = useState(0);
  const sought = useDeferredValue(word);
  const searching = sought !== "";
  const folded = useMemo(() => (searching ? foldInPlace(json) : null), [json, searching]);
  const places = useMemo(() => (folded ? findPlaces(folded, sought) : []), [folded, sought]);
  const box = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLSpanElement>(null);
  const raw = view === "raw";
  const seen = useEndSeen(end, counts && !small && raw, undefined, json);
  useSeenPart(counts && !small ? seen : null);
  // A tree that begins folded was not shown; the text as it stands can be, to its end.
  useUnseenPart(counts && !small && !seen, () => {
    if (box.current && end.current) readOn(box.current, end.current);
    setView("raw");
  });
  return (
    <div className="rounded-lg border bg-background">
      <div className="flex flex-wrap items-center gap-2 border-b px-3 py-2">
        <Segmented
          label={text.views}
          value={view}
          onChange={setView}
          options={[
            { value: "tree", label: text.tree },
            { value: "raw", label: text.raw },
          ]}
        />
        <JsonSearch
          word={word}
          found={places.length}
          current={current}
          onWord={(next) => {
            setWord(next);
            setCurrent(0);
            if (next !== "") setView("raw");
          }}
          onMove={(by) => setCurrent((current + by + places.length) % Math.max(1, places.length))}
        />
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={text.copy}
          onClick={() => void copyText(json).then((done) => done && notify(text.copied))}
        >
          <CopyIcon aria-hidden />
        </Button>
      </div>
      {view === "tree" ? (
        <Clamp height={32} className="px-2 py-2.5" counts={counts} of={json}>
          <ul className="font-mono text-xs leading-relaxed">
            <JsonNode name={null} value={value} depth={small ? 20 : 1} />
          </ul>
        </Clamp>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <div className="max-h-[36rem] overflow-auto px-4 py-3" tabIndex={0}>
          <div ref={box}>
            <RawJson json={json} places={places} current={current} />
            <span ref={end} aria-hidden className="ml-auto block size-px" />
          </div>
        </div>
      )}
    </div>
  );
}
