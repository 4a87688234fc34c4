"use client";

import Link from "next/link";
import { Blank } from "@/components/shell/blank";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";

export function InboxEmpty() {
  const text = useText();
  return (
    <Blank seed="inbox zero" title={text.inbox.empty} hint={text.inbox.emptyHint}>
      <Button asChild>
        <Link href="/new">{text.inbox.first}</Link>
      </Button>
      <Button asChild variant="outline">
        <Link href="/runs">{text.inbox.seeAll}</Link>
      </Button>
    </Blank>
  );
}

export function InboxFailed({ onAgain }: { onAgain: () => void }) {
  const text = useText();
  return (
    <Blank role="alert" seed="failed" title={text.inbox.failed} hint={text.inbox.failedHint}>
      <Button variant="outline" onClick={onAgain}>
        {text.inbox.again}
      </Button>
    </Blank>
  );
}

export function NoneMatch({ onClear }: { onClear: () => void }) {
  const text = useText();
  return (
    <Blank seed="filter" title={text.inbox.noneMatch}>
      <Button variant="outline" size="sm" onClick={onClear}>
        {text.inbox.clear}
      </Button>
    </Blank>
  );
}

export function ChooseOne() {
  const text = useText();
  return (
    <Blank seed="choose" title={text.inbox.choose} hint={text.inbox.chooseHint}>
      <Kbd>j</Kbd>
      <Kbd>k</Kbd>
      <Kbd>↵</Kbd>
    </Blank>
  );
}
