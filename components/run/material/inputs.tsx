"use client";

import { useState } from "react";
import { useInputs } from "@/components/api/inputs";
import { mayDecide, useMe } from "@/components/shell/me";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import type { InputView } from "@/lib/contracts/input";
import { type Address, keyOfAddress as addressKey, isFileRef } from "@/lib/contracts/is-file-ref";
import { StillLoading } from "../still-loading";
import { useUnseenPart } from "../unseen";
import { Acknowledge } from "./acknowledge";
import { AddressChip } from "./address-chip";
import { fileMaterial, inlineMaterial, type Material } from "./material";
import { MaterialList } from "./material-list";
import { type Place, usePlace, useSigned } from "./place";
import { WholeAddress } from "./whole-address";

/** More than this are folded: one request may bring forty. */
const first = 8;

interface InputsProps {
  addresses: readonly Address[];
  label: string;
}

/** The files that a request names, as large as what comes back; outside of a run, and for who decides nothing, only named. */
export function Inputs({ addresses: given, label }: InputsProps) {
  const place = usePlace();
  const me = useMe();
  const text = useText().material;
  const signed = useSigned();
  // One file may be given twice, and is looked at once.
  const addresses = [...new Map(given.map((address) => [addressKey(address), address])).values()];
  const [all, setAll] = useState(false);
  const shown = all ? addresses : addresses.slice(0, first);
  const folded = addresses.length - shown.length;
  useUnseenPart(signed && folded > 0, () => setAll(true));
  const nameOf = (index: number) => (addresses.length === 1 ? label : `${label} ${index + 1}`);
  return (
    <div className="grid gap-3">
      {place && mayDecide(me) ? (
        <Fetched place={place} addresses={shown} nameOf={nameOf} />
      ) : (
        shown.map((address) => <AddressChip key={addressKey(address)} address={address} />)
      )}
      {folded > 0 && (
        <Button variant="outline" size="sm" className="w-fit" onClick={() => setAll(true)}>
          {text.all(addresses.length)}
        </Button>
      )}
    </div>
  );
}

interface FetchedProps {
  place: Place;
  addresses: readonly Address[];
  nameOf: (index: number) => string;
}

function Fetched({ place: { runId, named }, addresses, nameOf }: FetchedProps) {
  const text = useText().material;
  const isNew = (address: string) => named !== undefined && !named.has(address);
  const outside = addresses
    .filter((address) => typeof address === "string")
    .filter((address) => !inlineMaterial(address, "") && !isNew(address));
  const answers = useInputs(runId, outside);
  const inputs = addresses.map((address, index) => {
    const name = nameOf(index);
    if (isFileRef(address))
      return { address, name, material: fileMaterial(address, name), pending: false, why: "" };
    if (typeof address !== "string")
      return { address, name, material: null, pending: false, why: text.secretAddress };
    const answer = answers[outside.indexOf(address)];
    return {
      address,
      name,
      material: inlineMaterial(address, name) ?? materialOf(answer?.data, name),
      pending: answer?.isPending ?? false,
      why: isNew(address) ? text.newAddress : text.problems[answer?.data?.problem ?? "unreachable"],
    };
  });
  return (
    <>
      <MaterialList materials={inputs.flatMap(({ material }) => material ?? [])} />
      {inputs.map(({ address, name, material, pending, why }, index) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: one address may stand twice
        if (pending) return <StillLoading key={index} />;
        if (material) return null;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: one address may stand twice
          <div key={index}>
            {typeof address === "string" ? (
              <WholeAddress address={address} />
            ) : (
              <AddressChip address={address} />
            )}
            <Acknowledge of={addressKey(address)} says={text.notFetched(name, why)} />
          </div>
        );
      })}
      {inputs.some(({ material }) => material?.from !== undefined) && (
        <p className="text-xs text-muted-foreground">{text.mayChange}</p>
      )}
    </>
  );
}

function materialOf(view: InputView | undefined, name: string): Material | null {
  if (!view?.url || view.kind === null || view.content_type === null) return null;
  const { url, kind, content_type: contentType, bytes, address: from } = view;
  return { url, name, kind, contentType, bytes, from };
}
