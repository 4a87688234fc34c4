"use client";

import dynamic from "next/dynamic";
import { useDeferredValue } from "react";
import { whenConnected } from "@/components/live/when-connected";
import { JsonControl } from "@/components/schema-form/json-control";
import { useText } from "@/components/text";
import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { JsonObject } from "@/lib/contracts/json";
import { ReadToEnd } from "../read-to-end";
import { StillLoading } from "../still-loading";
import { Words } from "../words";

const JsonView = dynamic(() => whenConnected(() => import("../json-view")), {
  ssr: false,
  loading: StillLoading,
});

interface WideEditorProps {
  fields: number;
  payload: JsonObject;
  /** Why what is typed is no payload yet; null when it is. */
  broken: string | null;
  onBroken: (problem: string | null) => void;
  onChange: (payload: JsonObject) => void;
}

/** A payload of too many fields for a form, to be typed as JSON, and as it will be signed, to be read to its end. */
export function WideEditor({ fields, payload, broken, onBroken, onChange }: WideEditorProps) {
  const text = useText();
  const shown = useDeferredValue(payload);
  return (
    <div className="grid gap-4">
      <p className="figures text-sm text-muted-foreground">
        {broken === null ? text.payload.many(fields) : <Words text={broken} />}
      </p>
      <JsonControl
        id="payload-json"
        label={text.payload.title}
        value={payload}
        className="min-h-72"
        onProblem={onBroken}
        onChange={(next) => isJsonObject(next) && onChange(next)}
      />
      <ReadToEnd>
        <JsonView value={shown} counts />
      </ReadToEnd>
    </div>
  );
}
