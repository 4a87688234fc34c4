"use client";

import type { FieldKind, FieldSpec } from "@/components/schema-form/field-spec";
import { useText } from "@/components/text";
import { isSealed } from "@/lib/contracts/is-sealed";
import type { Json } from "@/lib/contracts/json";
import { Clamp } from "../clamp";
import { Words } from "../words";
import { AddressValue } from "./address-value";
import { SealedValue } from "./sealed-value";
import { UrlValue } from "./url-value";

/** One value of a payload, as its field's kind is read best. */
export function FieldValue({ spec, value }: { spec: FieldSpec; value: Json | undefined }) {
  const text = useText();
  if (value === undefined || value === null) {
    return <span className="text-muted-foreground italic">{text.payload.notSet}</span>;
  }
  if (value === "") return <span className="text-muted-foreground italic">{text.payload.empty}</span>;
  if (isSealed(value)) return <SealedValue sealed={value} />;
  if (spec.kind === "secret") return <span title={text.edit.secret}>••••••</span>;
  if (typeof value === "boolean") return <span>{value ? text.payload.yes : text.payload.no}</span>;
  if (typeof value === "number") return <span className="figures">{value}</span>;
  if (typeof value === "string") return <TextValue kind={spec.kind} value={value} label={spec.title} />;
  if (spec.kind === "url-list" && Array.isArray(value)) {
    return (
      <ul className="grid justify-items-start gap-1.5">
        {value.map((url, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list of addresses has no other name
          <li key={index} className="max-w-full">
            <AddressValue url={isSealed(url) ? url : String(url)} label={`${spec.title} ${index + 1}`} />
          </li>
        ))}
      </ul>
    );
  }
  return (
    <Clamp height={10}>
      <pre className="font-mono text-xs wrap-anywhere whitespace-pre-wrap">
        <Words text={JSON.stringify(value, null, 2)} />
      </pre>
    </Clamp>
  );
}

function TextValue({ kind, value, label }: { kind: FieldKind; value: string; label: string }) {
  if (kind === "url") return <UrlValue url={value} label={label} />;
  if (value.length < 120)
    return (
      <span className="wrap-anywhere whitespace-pre-wrap">
        <Words text={value} />
      </span>
    );
  return (
    <Clamp height={13}>
      <p className="leading-relaxed wrap-anywhere whitespace-pre-wrap">
        <Words text={value} />
      </p>
    </Clamp>
  );
}
