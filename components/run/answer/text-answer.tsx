"use client";

import { useText } from "@/components/text";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { Clamp } from "../clamp";
import WordDiff from "../payload/word-diff";

/** A text as it would be released; what the audit changed, and the provider's own words, one tab away. */
export default function TextAnswer({ audited, raw }: { audited: string; raw: string | null }) {
  const text = useText();
  const whole = (
    <Clamp height={30}>
      <p className="text-[0.9375rem] leading-relaxed break-words whitespace-pre-wrap">{audited}</p>
    </Clamp>
  );
  if (raw === null || raw === audited) {
    return (
      <div className="grid gap-2">
        {whole}
        {raw !== null && <p className="text-xs text-muted-foreground">{text.answer.unchanged}</p>}
      </div>
    );
  }
  return (
    <Tabs defaultValue="changes">
      <TabsList>
        <TabsTrigger value="changes">{text.answer.changes}</TabsTrigger>
        <TabsTrigger value="audited">{text.answer.audited}</TabsTrigger>
        <TabsTrigger value="raw">{text.answer.raw}</TabsTrigger>
      </TabsList>
      <TabsContent value="changes">
        <WordDiff before={raw} after={audited} weaveAbove={0} />
      </TabsContent>
      <TabsContent value="audited">{whole}</TabsContent>
      <TabsContent value="raw">
        <Clamp height={30} counts={false}>
          <p className="leading-relaxed break-words whitespace-pre-wrap text-muted-foreground">{raw}</p>
        </Clamp>
      </TabsContent>
    </Tabs>
  );
}
