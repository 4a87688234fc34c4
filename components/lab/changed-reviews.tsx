"use client";

import Link from "next/link";
import { useState } from "react";
import { money } from "@/components/format/money";
import { Section } from "@/components/run/section";
import { rowLetters, Words } from "@/components/run/words";
import { useAdminText } from "@/components/text/admin-text";
import { TimeAgo } from "@/components/time/time-ago";
import { Segmented } from "@/components/ui/segmented";
import type { ChangedReview, Simulation } from "@/lib/contracts/simulate";

const kinds = ["added", "saved"] as const;

/** Which reviews the draft adds, and which it saves: the newest of each, with their runs. */
export function ChangedReviews({ changed }: { changed: Simulation["changed"] }) {
  const text = useAdminText();
  const words = text.lab.which;
  const [kind, setKind] = useState<(typeof kinds)[number]>("added");
  const reviews = changed[kind];
  return (
    <Section
      title={words.title}
      aside={
        <Segmented
          label={words.title}
          value={kind}
          options={kinds.map((value) => ({ value, label: words[value] }))}
          onChange={setKind}
        />
      }
    >
      {reviews.length === 0 ? (
        <p className="text-sm text-muted-foreground">{words.none[kind]}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section aria-label={words[kind]} tabIndex={0} className="max-h-96 overflow-y-auto">
          <ul className="divide-y text-sm">
            {reviews.map((review) => (
              <Row key={`${review.run_id} ${review.step}`} review={review} />
            ))}
          </ul>
          <p className="pt-2 text-xs text-muted-foreground">{words.newest}</p>
        </section>
      )}
    </Section>
  );
}

function Row({ review }: { review: ChangedReview }) {
  const text = useAdminText();
  const { run_id, model, prompt, step, because, cost_usd, at } = review;
  const why = because.map(({ rule, by }) => by ?? rule).join(", ");
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-2.5">
      <span className="min-w-0 flex-1 basis-56">
        <Link href={`/runs/${run_id}`} className="line-clamp-1 rounded-sm font-medium hover:underline">
          <Words still text={prompt || run_id} to={rowLetters} />
        </Link>
        <span className="block truncate text-xs text-muted-foreground">{model}</span>
      </span>
      <span className="min-w-0 basis-44 text-xs wrap-anywhere">
        {text.words.step[step]}
        {why !== "" && (
          <span className="block text-muted-foreground">
            <Words still text={why} />
          </span>
        )}
      </span>
      <span className="figures text-xs text-muted-foreground">
        {cost_usd === null ? "–" : money(cost_usd, text.time)} · <TimeAgo at={at} />
      </span>
    </li>
  );
}
