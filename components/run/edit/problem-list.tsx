"use client";

import { CircleAlertIcon } from "lucide-react";
import type { FieldProblem } from "@/components/schema-form/check-payload";
import { useText } from "@/components/text";
import { showField } from "../payload/show-field";
import { Words } from "../words";

/** So many are told one by one. */
const mostShown = 50;

interface ProblemListProps {
  problems: FieldProblem[];
  /** Where it stands what is wrong: in a form, each field says it itself. */
  said: "here" | "at the field";
}

/** What does not fit the model's schema while one types; a click goes to the field. */
export function ProblemList({ problems, said }: ProblemListProps) {
  const { edit: text, payload } = useText();
  if (problems.length === 0) return null;
  return (
    <div className="border-t pt-2.5">
      <p className="figures flex items-center gap-2 text-sm font-medium text-destructive">
        <CircleAlertIcon className="size-4" aria-hidden />
        {text.problems(problems.length)}
      </p>
      <ul className="mt-1 grid gap-0.5 pl-6 text-sm">
        {problems.slice(0, mostShown).map(({ key, title, says }) => (
          <li key={key}>
            <button
              type="button"
              className="rounded-sm text-left hover:underline"
              onClick={() => showField(key, 0)}
            >
              <span className="font-medium">
                <Words still text={title} />
              </span>
              {said === "here" && (
                <>
                  : <Words still text={says} />
                </>
              )}
            </button>
          </li>
        ))}
        {problems.length > mostShown && (
          <li className="figures text-muted-foreground">{payload.andMore(problems.length - mostShown)}</li>
        )}
      </ul>
    </div>
  );
}
