"use client";

import { useState } from "react";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { useUnseenPart } from "../unseen";

const width = 640;
const height = 120;
const first = 8;

/** Vectors as small plots, one under the other, each with its figures. */
export function VectorPlot({ vectors }: { vectors: number[][] }) {
  const text = useText().answer;
  const [all, setAll] = useState(false);
  const shown = all ? vectors : vectors.slice(0, first);
  useUnseenPart(shown.length < vectors.length, () => setAll(true));
  return (
    <ul className="grid gap-4">
      {shown.map((vector, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: vectors have no other name
        <li key={index}>
          <Plot vector={vector} name={text.vector(index + 1)} />
        </li>
      ))}
      {shown.length < vectors.length && (
        <li>
          <Button variant="ghost" size="xs" className="-ml-2" onClick={() => setAll(true)}>
            {text.allVectors(vectors.length)}
          </Button>
        </li>
      )}
    </ul>
  );
}

function Plot({ vector, name }: { vector: number[]; name: string }) {
  const text = useText().answer;
  const { low, high, length } = figuresOf(vector);
  const [bottom, top] = [Math.min(0, low), Math.max(0, high)];
  const span = top - bottom || 1;
  const y = (value: number) => ((top - value) / span) * height;
  const step = width / vector.length;
  const bars = vector
    .map((value, index) => `M${((index + 0.5) * step).toFixed(2)} ${y(0).toFixed(2)}V${y(value).toFixed(2)}`)
    .join("");
  const figures = text.vectorFigures(vector.length, short(low), short(high), short(length));
  return (
    <figure className="rounded-lg border bg-background p-3">
      <svg
        viewBox={`0 -2 ${width} ${height + 4}`}
        preserveAspectRatio="none"
        className="h-28 w-full"
        role="img"
        aria-label={`${name}: ${figures}`}
      >
        <path
          d={bars}
          className="stroke-primary"
          strokeWidth={Math.max(0.6, Math.min(8, step * 0.7))}
          fill="none"
        />
        <line
          x1={0}
          x2={width}
          y1={y(0)}
          y2={y(0)}
          className="stroke-input"
          strokeWidth={1}
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <figcaption className="figures mt-2 flex flex-wrap gap-x-3 text-xs text-muted-foreground">
        <span className="font-medium text-foreground">{name}</span>
        <span>{figures}</span>
      </figcaption>
    </figure>
  );
}

function figuresOf(vector: number[]) {
  let [low, high, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const value of vector) {
    low = Math.min(low, value);
    high = Math.max(high, value);
    sum += value * value;
  }
  return { low, high, length: Math.sqrt(sum) };
}

const short = (value: number) => String(Number(value.toPrecision(3)));
