"use client";

import { useLetterKeys } from "@/components/hooks/use-keys";
import { useModKey } from "@/components/hooks/use-mod-key";
import { useText } from "@/components/text";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { Label } from "@/components/ui/label";
import { Switch } from "@/components/ui/switch";
import { keysOf } from "./keys-of";
import { useMe } from "./me";

export default function KeyHelp({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const text = useText();
  const me = useMe();
  const mod = useModKey();
  const [letters, setLetters] = useLetterKeys();
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent closeLabel={text.shell.close} className="sm:max-w-xl">
        <DialogHeader>
          <DialogTitle>{text.keys.title}</DialogTitle>
          <DialogDescription>{text.keys.description}</DialogDescription>
        </DialogHeader>
        <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
          {keysOf(me.role).map(({ group, keys }) => (
            <section key={group}>
              <h3 className="eyebrow mb-2">{text.keys.groups[group]}</h3>
              <dl className="grid gap-1.5">
                {keys.map(({ does, shown }) => (
                  <div key={does} className="flex items-center justify-between gap-4 text-sm">
                    <dt>{text.keys.does[does]}</dt>
                    <dd className="flex gap-1">
                      {shown.map((part) => (
                        <Kbd key={part}>
                          {part === "mod" ? mod : part === "click" ? text.keys.click : part}
                        </Kbd>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
        <div className="flex items-start justify-between gap-4 border-t pt-4">
          <div className="grid gap-1">
            <Label htmlFor="letter-keys">{text.keys.letters}</Label>
            <p className="text-sm text-muted-foreground">{text.keys.lettersHint}</p>
          </div>
          <Switch id="letter-keys" checked={letters} onCheckedChange={setLetters} />
        </div>
      </DialogContent>
    </Dialog>
  );
}
