"use client";

import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { useKeys } from "@/components/hooks/use-keys";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import type { CreateRule } from "@/lib/contracts/rules";
import { type MoveBy, RuleItem } from "./rule-item";
import { useNames } from "./use-names";

/** A rule of the list; `caught` is of those that are stored. */
export interface ListedRule extends CreateRule {
  id: string;
  caught?: number;
}

interface RuleListProps<Listed extends ListedRule> {
  rules: readonly Listed[];
  onSwitch: (rule: Listed, enabled: boolean) => void;
  /** `before` is the rule that it is read right before, or null behind all of them. */
  onMove: (rule: Listed, before: Listed | null) => void;
  onEdit: (rule: Listed) => void;
  /** What else can be done with it. */
  actions: (rule: Listed) => ReactNode;
}

/** Rules in the order in which they are read, to be switched and moved; the focus goes with what moves. */
export function RuleList<Listed extends ListedRule>({
  rules,
  onSwitch,
  onMove,
  onEdit,
  actions,
}: RuleListProps<Listed>) {
  const text = useAdminText();
  const nameOf = useNames();
  const list = useRef<HTMLUListElement>(null);
  const moved = useRef<{ id: string; focused: HTMLElement | null } | null>(null);
  const [said, setSaid] = useState("");

  const move = (at: number, by: MoveBy) => {
    const rule = rules[at];
    const place = at + by;
    if (!rule || place < 0 || place >= rules.length) return;
    const focused = document.activeElement;
    moved.current = { id: rule.id, focused: focused instanceof HTMLElement ? focused : null };
    setSaid(text.rules.moved(rule.name, place + 1, rules.length));
    onMove(rule, rules[by < 0 ? place : place + 1] ?? null);
  };
  const moveFocused = (by: MoveBy) => {
    const row = document.activeElement?.closest("[data-rule]");
    if (!row || !list.current?.contains(row)) return;
    move(
      rules.findIndex(({ id }) => id === row.getAttribute("data-rule")),
      by,
    );
  };
  useKeys("screen", { "alt+arrowup": () => moveFocused(-1), "alt+arrowdown": () => moveFocused(1) });

  // A row that the browser puts elsewhere loses its focus.
  const order = rules.map(({ id }) => id).join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the order that takes the focus away
  useLayoutEffect(() => {
    const { focused } = moved.current ?? {};
    moved.current = null;
    if (focused?.isConnected && document.activeElement !== focused) focused.focus();
  }, [order]);

  return (
    <>
      <ul
        ref={list}
        aria-label={text.rules.list}
        className="divide-y overflow-hidden rounded-xl border bg-card shadow-xs"
      >
        {rules.map((rule, at) => (
          <RuleItem
            key={rule.id}
            id={rule.id}
            rule={rule}
            first={at === 0}
            last={at === rules.length - 1}
            nameOf={nameOf}
            onSwitch={(enabled) => onSwitch(rule, enabled)}
            onMove={(by) => move(at, by)}
            {...(rule.caught !== undefined && { caught: rule.caught })}
            actions={
              <>
                <Button
                  type="button"
                  variant="ghost"
                  size="sm"
                  aria-label={text.rules.editOf(rule.name)}
                  onClick={() => onEdit(rule)}
                >
                  {text.rules.edit}
                </Button>
                {actions(rule)}
              </>
            }
          />
        ))}
      </ul>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  );
}
