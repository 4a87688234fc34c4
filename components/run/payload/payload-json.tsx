"use client";

import dynamic from "next/dynamic";
import { addressesIn } from "@/components/json/addresses-in";
import { whenConnected } from "@/components/live/when-connected";
import { isFile } from "@/components/schema-form/field-spec";
import type { Json } from "@/lib/contracts/json";
import { Inputs } from "../material/inputs";
import { StillLoading } from "../still-loading";
import { FieldLabel } from "./field-label";
import { FieldValue } from "./field-value";
import { namesFiles, type Row } from "./rows-of";

const JsonView = dynamic(() => whenConnected(() => import("../json-view")), {
  ssr: false,
  loading: StillLoading,
});

/** The payload as JSON, and what its files look like, which no JSON shows. */
export function PayloadJson({ payload, rows }: { payload: Json; rows: readonly Row[] }) {
  const files = rows.filter((row) => namesFiles(row) && row.after !== undefined && row.after !== null);
  return (
    <div className="grid gap-4">
      <JsonView value={payload} counts />
      {files.map(({ spec, after }) => (
        <div key={spec.key}>
          <FieldLabel spec={spec} described={false} />
          {isFile(spec) ? (
            <FieldValue spec={spec} value={after} />
          ) : (
            <Inputs addresses={addressesIn(after)} label={spec.title} />
          )}
        </div>
      ))}
    </div>
  );
}
