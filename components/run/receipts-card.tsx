"use client";

import { CopyIcon, DownloadIcon, ReceiptTextIcon } from "lucide-react";
import { useState } from "react";
import { useReceipts } from "@/components/api/get-receipts";
import { copyText } from "@/components/format/copy-text";
import { shortDigest } from "@/components/format/short-digest";
import { notify } from "@/components/shell/notify";
import { useText } from "@/components/text";
import { TimeAgo } from "@/components/time/time-ago";
import { Button } from "@/components/ui/button";
import type { Receipts } from "@/lib/contracts/evidence";
import type { Run } from "@/lib/contracts/run";
import { Section } from "./section";
import { Words } from "./words";

/** Whether somebody's decision let a run go on: it has a receipt, or will have. */
function mayHaveReceipts({ decisions }: Run): boolean {
  return decisions.some(({ went_on_at, actor }) => went_on_at !== undefined && actor.kind !== "system");
}

/** Signed statements of what was decided, for whoever acts upon it elsewhere; made when they are asked for. */
export function ReceiptsCard({ run }: { run: Run }) {
  const text = useText();
  const words = text.run.receipts;
  const [open, setOpen] = useState(false);
  const { data, error, refetch } = useReceipts(run.run_id, open);
  if (!mayHaveReceipts(run)) return null;
  return (
    <Section
      title={words.title}
      aside={
        !open && (
          <Button variant="outline" size="sm" onClick={() => setOpen(true)}>
            {words.show}
          </Button>
        )
      }
    >
      <p className="text-sm text-pretty text-muted-foreground">{words.hint}</p>
      {open && error && (
        <p role="alert" className="mt-3 flex flex-wrap items-center gap-2 text-sm text-destructive">
          {text.problem(error)}
          <Button variant="outline" size="xs" onClick={() => void refetch()}>
            {text.run.again}
          </Button>
        </p>
      )}
      {open && data && <List runId={run.run_id} receipts={data} />}
    </Section>
  );
}

function List({ runId, receipts: { data, unsigned } }: { runId: string; receipts: Receipts }) {
  const words = useText().run.receipts;
  return (
    <>
      {data.length > 0 && (
        <ul aria-label={words.title} className="mt-3 grid gap-3">
          {data.map((one, at) => (
            <Row key={one.receipt} name={`${runId}.${at + 1}.jws`} one={one} />
          ))}
        </ul>
      )}
      <p role="status" className="mt-3 text-sm text-muted-foreground empty:hidden">
        {unsigned === null ? words.nothingSigned : unsigned > 0 ? words.unsigned(unsigned) : null}
      </p>
    </>
  );
}

function Row({ name, one }: { name: string; one: Receipts["data"][number] }) {
  const text = useText();
  const words = text.run.receipts;
  const copy = async () => {
    if (await copyText(one.receipt)) notify(words.copied, "done");
    else notify(words.notCopied, "failed");
  };
  return (
    <li className="grid gap-1.5 border-t pt-3">
      <p className="flex items-start gap-2 text-sm">
        <ReceiptTextIcon className="mt-0.5 size-4 shrink-0 text-primary" aria-hidden />
        <span className="min-w-0 wrap-anywhere">
          <Words text={`${one.by.name} ${text.words.decided[one.action]}`} />{" "}
          <span className="text-muted-foreground">
            <TimeAgo at={one.carried_out_at} />
            {one.payload_digest && (
              <>
                {" · "}
                <span className="font-mono text-xs">{shortDigest(one.payload_digest)}</span>
              </>
            )}
          </span>
        </span>
      </p>
      <div className="flex flex-wrap gap-2">
        <Button variant="outline" size="xs" onClick={() => void copy()}>
          <CopyIcon aria-hidden />
          {words.copy}
        </Button>
        <Button asChild variant="outline" size="xs">
          <a href={`data:application/jose,${one.receipt}`} download={name}>
            <DownloadIcon aria-hidden />
            {words.download}
          </a>
        </Button>
      </div>
    </li>
  );
}
