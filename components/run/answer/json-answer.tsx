"use client";

import { useMemo, useState } from "react";
import { useText } from "@/components/text";
import { Segmented } from "@/components/ui/segmented";
import type { Json } from "@/lib/contracts/json";
import JsonView from "../json-view";
import { ReadToEnd } from "../read-to-end";
import { Words } from "../words";
import { ScoreBars } from "./score-bars";
import { shapeOf } from "./shape-of";
import { VectorPlot } from "./vector-plot";

/** An answer that is data: scores as bars, vectors as plots, anything as a tree. */
export default function JsonAnswer({ value }: { value: Json }) {
  return (
    <ReadToEnd>
      <DataAnswer value={value} />
    </ReadToEnd>
  );
}

function DataAnswer({ value }: { value: Json }) {
  const text = useText().answer;
  const shape = useMemo(() => shapeOf(value), [value]);
  const [view, setView] = useState<"drawn" | "json">("drawn");
  if (shape.kind === "json") return <JsonView value={value} counts />;
  const { name, rest } = shape;
  return (
    <div className="grid gap-3">
      <Segmented
        label={text.views}
        value={view}
        onChange={setView}
        options={[
          { value: "drawn", label: shape.kind === "scores" ? text.scores : text.plot },
          { value: "json", label: text.json },
        ]}
      />
      {view === "json" ? (
        <JsonView value={value} counts />
      ) : (
        <>
          {name !== undefined && (
            <h3 className="text-sm font-medium wrap-anywhere">
              <Words text={name} />
            </h3>
          )}
          {shape.kind === "scores" ? (
            <ScoreBars scores={shape.scores} />
          ) : (
            <VectorPlot vectors={shape.vectors} />
          )}
          {rest && (
            <section aria-label={text.besides} className="grid gap-1.5">
              <h4 className="text-xs font-medium">{text.besides}</h4>
              <JsonView value={rest} counts />
            </section>
          )}
        </>
      )}
    </div>
  );
}
