"use client";

import { useState } from "react";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { useUnseenPart } from "../unseen";
import { Words } from "../words";
import type { Score } from "./shape-of";

const first = 12;

/** How sure the model is of each class, as bars, the surest first. */
export function ScoreBars({ scores }: { scores: Score[] }) {
  const text = useText().answer;
  const [all, setAll] = useState(false);
  const shown = all ? scores : scores.slice(0, first);
  useUnseenPart(shown.length < scores.length, () => setAll(true));
  return (
    <div>
      <table aria-label={text.scores} className="w-full text-sm">
        <tbody>
          {shown.map(({ label, score }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two classes may have one name
            <tr key={index}>
              <th scope="row" className="max-w-52 py-1 pr-4 text-left font-normal wrap-anywhere">
                <Words text={label} />
              </th>
              <td className="w-full py-1" aria-hidden>
                <span className="block h-2 overflow-hidden rounded-full bg-secondary">
                  <span
                    className="block h-full min-w-px rounded-full bg-primary"
                    style={{ width: `${score * 100}%` }}
                  />
                </span>
              </td>
              <td className="figures py-1 pl-4 text-right whitespace-nowrap">
                {percent(score)}
                {/* No figure is signed rounded. */}
                {!isWhole(score) && <span className="ml-2 text-xs text-muted-foreground">{score}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < scores.length && (
        <Button variant="ghost" size="xs" className="mt-1 -ml-2" onClick={() => setAll(true)}>
          {text.allScores(scores.length)}
        </Button>
      )}
    </div>
  );
}

/** Whether a percentage of one digit says all there is of a score. */
function isWhole(score: number): boolean {
  return Number((score * 100).toFixed(1)) / 100 === score;
}

function percent(score: number): string {
  const share = score * 100;
  return `${share > 0 && share < 0.1 ? "< 0.1" : share.toFixed(1)} %`;
}
