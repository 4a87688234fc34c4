"use client";

import { addressesIn } from "@/components/json/addresses-in";
import type { FieldSpec } from "@/components/schema-form/field-spec";
import { useText } from "@/components/text";
import { type Address, isFileRef, standsForSomething } from "@/lib/contracts/is-file-ref";
import { isSealed } from "@/lib/contracts/is-sealed";
import type { Json } from "@/lib/contracts/json";
import { isNumber, printJson } from "@/lib/contracts/json-text";
import { Clamp } from "../clamp";
import { AddressChip } from "../material/address-chip";
import { Inputs } from "../material/inputs";
import { Words } from "../words";
import { SealedValue } from "./sealed-value";

interface FieldValueProps {
  spec: FieldSpec;
  value: Json | undefined;
  /** What is not sent any more is only named. */
  files?: "shown" | "named";
}

/** One value of a payload, as its field's kind is read best. */
export function FieldValue({ spec, value, files = "shown" }: FieldValueProps) {
  const text = useText();
  if (value === undefined || value === null) {
    return <span className="text-muted-foreground italic">{text.payload.notSet}</span>;
  }
  if (value === "") return <span className="text-muted-foreground italic">{text.payload.empty}</span>;
  if (isFileRef(value)) return <Files addresses={[value]} label={spec.title} as={files} />;
  if (isSealed(value) && spec.kind !== "url") return <SealedValue sealed={value} />;
  if (spec.kind === "secret") return <span title={text.edit.secret}>••••••</span>;
  if (typeof value === "boolean") return <span>{value ? text.payload.yes : text.payload.no}</span>;
  if (isNumber(value)) return <span className="figures">{String(value)}</span>;
  if (spec.kind === "url" && isOneFile(value))
    return <Files addresses={[value]} label={spec.title} as={files} />;
  if (spec.kind === "url-list" && Array.isArray(value) && value.every(isOneFile))
    return <Files addresses={value} label={spec.title} as={files} />;
  // Whatever else it is, a file that it names is sent, too.
  const named = addressesIn(value);
  return (
    <>
      {typeof value === "string" ? <TextValue value={value} /> : <JsonValue value={value} />}
      {named.length > 0 && (
        <div className="mt-2">
          <Files addresses={named} label={spec.title} as={files} />
        </div>
      )}
    </>
  );
}

function isOneFile(value: Json): value is Address {
  return typeof value === "string" || standsForSomething(value);
}

function JsonValue({ value }: { value: Json }) {
  const json = printJson(value, 2);
  return (
    <Clamp height={10} of={json}>
      <pre className="font-mono text-xs wrap-anywhere whitespace-pre-wrap">
        <Words text={json} />
      </pre>
    </Clamp>
  );
}

interface FilesProps {
  addresses: Address[];
  label: string;
  as: "shown" | "named";
}

function Files({ addresses, label, as }: FilesProps) {
  if (as === "shown") return <Inputs addresses={addresses} label={label} />;
  return (
    <span className="grid justify-items-start gap-1.5">
      {addresses.map((address, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one address may stand twice
        <AddressChip key={index} address={address} />
      ))}
    </span>
  );
}

function TextValue({ value }: { value: string }) {
  if (value.length < 120)
    return (
      <span className="wrap-anywhere whitespace-pre-wrap">
        <Words text={value} />
      </span>
    );
  return (
    <Clamp height={13} of={value}>
      <p className="leading-relaxed wrap-anywhere whitespace-pre-wrap">
        <Words text={value} />
      </p>
    </Clamp>
  );
}
