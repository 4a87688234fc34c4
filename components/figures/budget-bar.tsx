import { cn } from "@/components/ui/cn";
import { fills } from "./looks";

interface BudgetBarProps {
  /** In US dollars, each. */
  spent: number;
  reserved: number;
  /** What a call that is looked at may cost. */
  more?: number;
  limit: number;
  className?: string;
}

/** How far a budget is used: what was spent, hatched what is set aside, and what one more call would take. Its figures stand beside it. */
export function BudgetBar({ spent, reserved, more = 0, limit, className }: BudgetBarProps) {
  const whole = Math.max(limit, spent + reserved + more);
  const passes = spent + reserved + more > limit;
  const part = (usd: number) => ({ width: `${whole === 0 ? 0 : (usd / whole) * 100}%` });
  return (
    <span
      aria-hidden
      className={cn(
        "relative flex h-2 w-full gap-px overflow-hidden rounded-full bg-foreground/10",
        className,
      )}
    >
      <span className="h-full bg-primary" style={part(spent)} />
      <span className="h-full" style={{ ...fills["accent-hatched"], ...part(reserved) }} />
      {more > 0 && (
        <span
          className={cn("h-full min-w-1", passes ? "bg-destructive" : "bg-foreground/65")}
          style={part(more)}
        />
      )}
      {passes && (
        <span
          className="absolute inset-y-0 w-0.5 bg-foreground"
          style={{ left: `calc(${part(limit).width} - 1px)` }}
        />
      )}
    </span>
  );
}
