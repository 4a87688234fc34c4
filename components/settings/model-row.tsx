"use client";

import { useRemoveModel } from "@/components/api/change-catalogue";
import { KindIcon } from "@/components/brand/kind-icon";
import { ProviderMark } from "@/components/brand/provider-mark";
import { money } from "@/components/format/money";
import { Words } from "@/components/run/words";
import { FormDialog } from "@/components/shell/form-dialog";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import type { ModelSummary } from "@/lib/contracts/catalogue";
import { SetPrice } from "./set-price";

export function ModelRow({ model }: { model: ModelSummary }) {
  const { settings, time, words } = useAdminText();
  const remove = useRemoveModel(model.ref);
  const { price, estimated_cost } = model;
  return (
    // Rows out of sight cost no layout: the catalogue is hundreds of models long.
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 [contain-intrinsic-size:auto_4.25rem] [content-visibility:auto] sm:px-5">
      <span className="grid min-w-0 flex-1 basis-56">
        <span className="flex min-w-0 items-center gap-2 text-sm font-medium">
          <ProviderMark provider={model.provider} />
          <span className="truncate">
            <Words text={model.name} />
          </span>
        </span>
        <span className="line-clamp-1 text-xs text-muted-foreground">{model.description}</span>
      </span>
      <span className="flex w-32 items-center gap-1.5 text-xs text-muted-foreground">
        <KindIcon kind={model.operation_type} className="size-3.5" />
        {words.kind[model.operation_type]}
      </span>
      <span className="figures w-32 text-right text-sm max-sm:text-left">
        {price ? (
          settings.models.stated(money(price.amount_usd, time), settings.models.units[price.per])
        ) : (
          <span className="text-muted-foreground">
            {estimated_cost
              ? settings.models.estimated(money(estimated_cost.amount, time))
              : settings.models.unknown}
          </span>
        )}
      </span>
      <span className="flex">
        <SetPrice model={model} />
        <FormDialog
          trigger={
            <Button variant="ghost" size="sm" aria-label={`${settings.models.remove}: ${model.name}`}>
              {settings.models.remove}
            </Button>
          }
          title={settings.models.removeTitle(model.name)}
          hint={settings.models.removeHint}
          submit={settings.models.remove}
          grave
          error={remove.error}
          working={remove.isPending}
          onSubmit={(_, close) => remove.mutate(undefined, { onSuccess: close })}
        />
      </span>
    </li>
  );
}
