"use client";

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useLayoutEffect,
  useMemo,
  useRef,
} from "react";

import { useWatchedMap } from "@/components/hooks/use-watched-map";
import type { Json } from "@/lib/contracts/json";
import { printJson } from "@/lib/contracts/json-text";
import { sameJson } from "@/lib/core/same-json";
import { wholePayload } from "../payload/payload-card";
import type { Row } from "../payload/rows-of";
import { readOn } from "../read-on";
import { useSeenPart } from "../seen-parts";
import { useEndSeen, useSettled, useUnseenPart } from "../unseen";

type Value = Json | undefined;

const SeenContext = createContext<(key: string, value: Value) => void>(() => {});

interface SeenFieldsProps {
  /** Every field that is signed, against what was there to be read before the edit. */
  rows: readonly Row[];
  children: ReactNode;
}

/**
 * Counts an edit as not seen until each field's present value was in view at one of the places that show it, or with the
 * payload as it was read before.
 */
export function SeenFields({ rows, children }: SeenFieldsProps) {
  const card = useRef<HTMLDivElement>(null);
  const seen = useWatchedMap<string, Value>();
  const tell = useCallback(
    (key: string, value: Value) => {
      if (!isAmong(seen, key, value)) seen.set(key, value);
    },
    [seen],
  );
  const [read] = useSettled(wholePayload);
  const unseen = rows.filter(
    ({ spec, after, state }) => !(read && state === "same") && !isAmong(seen, spec.key, after),
  );
  useSeenPart(unseen.length === 0);
  useUnseenPart(unseen.length > 0, () => {
    const keys = new Set(unseen.map(({ spec }) => spec.key));
    const marks = [...(card.current?.querySelectorAll<HTMLElement>("[data-shows]") ?? [])];
    const next = marks.find(
      ({ dataset, parentElement }) => keys.has(dataset.shows ?? "") && showsWhole(parentElement),
    );
    if (!next?.parentElement) return false;
    readOn(next.parentElement, next);
  });
  return (
    <SeenContext value={tell}>
      <div ref={card}>{children}</div>
    </SeenContext>
  );
}

function isAmong(seen: Pick<ReadonlyMap<string, Value>, "has" | "get">, key: string, value: Value): boolean {
  return seen.has(key) && sameJson(seen.get(key), value);
}

interface SeenMarkProps {
  field: string;
  value: Value;
  /** False while something before it in its place is left to be seen. */
  ready?: boolean;
}

/** Stands at the end of a place that shows a field of an edit. */
export function SeenMark({ field, value, ready = true }: SeenMarkProps) {
  const end = useRef<HTMLSpanElement>(null);
  const tell = useContext(SeenContext);
  const shown = useMemo(() => (value === undefined ? "" : printJson(value)), [value]);
  const seen = useEndSeen(end, ready, "at once", shown);
  useLayoutEffect(() => {
    if (seen && showsWhole(end.current?.parentElement)) tell(field, value);
  }, [seen, tell, field, value]);
  return (
    <span ref={end} data-shows={ready ? field : undefined} aria-hidden className="ml-auto block size-px" />
  );
}

/** A box may hold more than it shows. */
function showsWhole(place: Element | null | undefined): boolean {
  const boxes = [...(place?.querySelectorAll("input, textarea, [role=combobox] *") ?? [])];
  return boxes.every(
    ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
      scrollWidth <= clientWidth + 1 && scrollHeight <= clientHeight + 1,
  );
}
