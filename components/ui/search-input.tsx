import { SearchIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { Input } from "./input";
import { Kbd } from "./kbd";

interface SearchInputProps extends Omit<ComponentProps<"input">, "type" | "placeholder"> {
  "aria-label": string;
}

/** A box to search in, which the key `/` reaches; the screen it stands on listens for that key. */
function SearchInput({ className, ...props }: SearchInputProps) {
  return (
    <div className={cn("relative min-w-0", className)}>
      <SearchIcon
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
        aria-hidden
      />
      <Input type="search" placeholder={props["aria-label"]} className="pr-9 pl-9" {...props} />
      <Kbd className="absolute top-1/2 right-3 -translate-y-1/2 max-sm:hidden">/</Kbd>
    </div>
  );
}

export { SearchInput };
