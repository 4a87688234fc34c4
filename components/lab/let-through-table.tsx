"use client";

import Link from "next/link";
import { money } from "@/components/format/money";
import { rowLetters, Words } from "@/components/run/words";
import { useAdminText } from "@/components/text/admin-text";
import { TimeAgo } from "@/components/time/time-ago";
import { Badge } from "@/components/ui/badge";
import type { LetThrough } from "@/lib/contracts/simulate";
import { spelledOut } from "@/lib/core/hidden/segments";

/** Each of them with its run to look at, what was done and what was said. */
export function LetThroughTable({ runs }: { runs: LetThrough[] }) {
  const text = useAdminText();
  const words = text.lab.through;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label={words.title} tabIndex={0} className="max-h-[28rem] overflow-auto border-t">
      <table className="w-full text-sm">
        <caption className="sr-only">{words.title}</caption>
        <thead className="text-left text-xs text-muted-foreground max-md:sr-only">
          <tr className="[&>th]:sticky [&>th]:top-0 [&>th]:bg-card [&>th]:px-3 [&>th]:py-2 [&>th]:font-medium [&>th:first-child]:pl-5 [&>th:last-child]:pr-5">
            <th scope="col">{words.run}</th>
            <th scope="col">{words.did}</th>
            <th scope="col">{words.why}</th>
            <th scope="col" className="text-right">
              {words.cost}
            </th>
            <th scope="col" className="text-right">
              {words.at}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y border-t">
          {runs.map((run) => (
            <tr
              key={`${run.run_id} ${run.step} ${run.at}`}
              className="align-top max-md:flex max-md:flex-wrap max-md:gap-x-3 max-md:gap-y-1 max-md:px-5 max-md:py-3 md:[&>td]:px-3 md:[&>td]:py-2.5 md:[&>td:first-child]:pl-5 md:[&>td:last-child]:pr-5"
            >
              <td className="md:max-w-64 max-md:w-full">
                <Link
                  href={`/runs/${run.run_id}`}
                  className="line-clamp-1 rounded-sm font-medium hover:underline"
                >
                  <Words still text={run.prompt} to={rowLetters} />
                </Link>
                <span className="block truncate text-xs text-muted-foreground">{run.model}</span>
              </td>
              <td>
                <Badge variant={run.action === "reject" ? "destructive" : "default"}>
                  {text.words.decided[run.action]}
                </Badge>
                <span className="block text-xs text-muted-foreground max-md:inline max-md:pl-2">
                  {text.words.step[run.step]}
                </span>
              </td>
              <td className="max-md:w-full md:max-w-72">
                {run.message === null ? (
                  <span className="text-muted-foreground">{words.noMessage}</span>
                ) : (
                  <span className="line-clamp-2" title={spelledOut(run.message)}>
                    <Words still text={run.message} />
                  </span>
                )}
              </td>
              <td className="figures text-right max-md:text-xs">
                {run.cost_usd === null ? "–" : money(run.cost_usd, text.time)}
              </td>
              <td className="figures text-right whitespace-nowrap text-muted-foreground max-md:ml-auto max-md:text-xs">
                <TimeAgo at={run.at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
