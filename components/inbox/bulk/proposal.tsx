"use client";

import { AddressChip } from "@/components/run/material/address-chip";
import { Inputs } from "@/components/run/material/inputs";
import { Fields } from "@/components/run/payload/fields";
import type { Row } from "@/components/run/payload/rows-of";
import { unusedAttachments } from "@/components/run/payload/unused-attachments";
import { SeverityIcon } from "@/components/run/severity";
import { Words } from "@/components/run/words";
import { useText } from "@/components/text";
import { shownAddress } from "@/lib/contracts/is-file-ref";
import type { Run } from "@/lib/contracts/run";

interface ProposalProps {
  run: Run;
  /** The fields that the others have otherwise. */
  fields: readonly Row[];
}

/** What would be sent for one run, as far as the others have it otherwise. */
export function Proposal({ run, fields }: ProposalProps) {
  const text = useText();
  const unused = run.suggested_payload === null ? [] : unusedAttachments(run);
  const warnings = run.validation_issues.filter(({ severity }) => severity === "warning");
  return (
    <>
      {fields.length > 0 && <Fields fields={fields} />}
      {run.suggested_payload === null && run.attachments.length > 0 && (
        <Inputs addresses={run.attachments.map(({ url }) => url)} label={text.run.attachment} />
      )}
      {unused.length > 0 && (
        <div className="grid justify-items-start gap-1.5">
          <p className="text-xs text-muted-foreground">{text.material.unused}</p>
          {unused.map((address) => (
            <AddressChip key={shownAddress(address)} address={address} />
          ))}
        </div>
      )}
      {warnings.map((issue) => (
        <p key={`${issue.pointer} ${issue.issue}`} className="flex gap-2 text-sm wrap-anywhere">
          <SeverityIcon severity={issue.severity} label={text.words.severity[issue.severity]} />
          <Words text={text.said(issue.issue, issue.said)} />
        </p>
      ))}
    </>
  );
}
