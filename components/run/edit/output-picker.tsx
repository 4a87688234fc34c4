"use client";

import { ArrowLeftIcon, ArrowRightIcon } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { Json } from "@/lib/contracts/json";
import type { Run } from "@/lib/contracts/run";
import { outputMaterial } from "../answer/output-material";
import { MaterialList } from "../material/material-list";
import { MaterialPlace } from "../material/place";
import { arranged, keptOf, moved, toggled } from "./picked";

interface OutputPickerProps {
  run: Run;
  response: Json | undefined;
  onChange: (response: string[]) => void;
}

/** Which files of an answer are released, and in which order: by ticks and arrows, by keys, or by dragging. */
export function OutputPicker({ run, response, onChange }: OutputPickerProps) {
  const text = useText();
  const said = text.edit.pick;
  const boxes = useRef(new Map<string, HTMLInputElement>());
  const kept = keptOf(response);
  const [order, setOrder] = useState(() =>
    arranged(
      run.outputs.map(({ url }) => url),
      kept,
    ),
  );
  const [dragged, setDragged] = useState<string | null>(null);
  const toggle = (url: string) => onChange(toggled(order, kept, url));
  const move = (url: string, to: number) => {
    const next = moved(order, url, to);
    setOrder(next);
    onChange(next.filter((one) => kept.includes(one)));
  };
  const focus = (at: number) => boxes.current.get(order.at(at) ?? "")?.focus();
  const hear = (event: KeyboardEvent, url: string, at: number) => {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const output = run.outputs.find(({ index }) => String(index + 1) === event.key);
    if (by === 0 && !output) return;
    event.preventDefault();
    if (output) toggle(output.url);
    else if (event.shiftKey) move(url, at + by);
    else focus((at + by) % order.length);
  };
  return (
    <MaterialPlace runId={run.run_id} signed>
      <p className="figures mb-3 text-sm font-medium" role="status">
        {said.kept(kept.length, order.length)}
      </p>
      <ol className="grid gap-x-3 gap-y-5 @md:grid-cols-2">
        {order.map((url, at) => {
          const output = run.outputs.find((one) => one.url === url);
          if (!output) return null;
          const material = outputMaterial(output, text);
          const place = kept.indexOf(url) + 1;
          return (
            <li
              key={url}
              draggable
              onDragStart={() => setDragged(url)}
              onDragOver={(event) => dragged !== null && event.preventDefault()}
              onDrop={() => dragged !== null && move(dragged, at)}
              onDragEnd={() => setDragged(null)}
              className={cn("min-w-0 rounded-xl border p-2", place > 0 && "border-primary")}
            >
              <div className="mb-2 flex items-center gap-1">
                <label className="mr-auto flex min-w-0 items-center gap-2 px-1 text-sm font-medium">
                  <input
                    ref={(box) => {
                      if (box) boxes.current.set(url, box);
                      else boxes.current.delete(url);
                    }}
                    type="checkbox"
                    checked={place > 0}
                    className="size-4 accent-primary"
                    onChange={() => toggle(url)}
                    onKeyDown={(event) => hear(event, url, at)}
                  />
                  {said.keep(material.name)}
                  <span className="figures font-normal text-muted-foreground">
                    {place > 0 ? said.place(place) : said.dropped}
                  </span>
                </label>
                <Button
                  variant="ghost"
                  size="icon-xs"
                  aria-label={said.earlier(material.name)}
                  disabled={at === 0}
                  onClick={() => move(url, at - 1)}
                >
                  <ArrowLeftIcon aria-hidden />
                </Button>
                <Button
                  variant="ghost"
                  size="icon-xs"
                  aria-label={said.later(material.name)}
                  disabled={at === order.length - 1}
                  onClick={() => move(url, at + 1)}
                >
                  <ArrowRightIcon aria-hidden />
                </Button>
              </div>
              <div className={cn("transition-opacity", place === 0 && "opacity-40")}>
                <MaterialList materials={[material]} />
              </div>
            </li>
          );
        })}
      </ol>
    </MaterialPlace>
  );
}
