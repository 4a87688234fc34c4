/** A box to tick in the shape of a chip. */
export function CheckChip({
  label,
  checked,
  onChange,
}: {
  label: string;
  checked: boolean;
  onChange: () => void;
}) {
  return (
    <label className="flex min-h-7 cursor-pointer items-center gap-1.5 rounded-full border bg-card px-2.5 text-xs has-checked:border-primary has-checked:bg-accent has-checked:text-accent-foreground has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring">
      <input type="checkbox" checked={checked} onChange={onChange} className="size-3.5 accent-primary" />
      {label}
    </label>
  );
}
