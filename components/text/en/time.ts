import type { Language } from "../language";

export const time = {
  seconds: (count: number) => `${count} s`,
  minutes: (count: number) => `${count} min`,
  hours: (count: number) => `${count} h`,
  days: (count: number) => `${count} d`,
  milliseconds: (count: number) => `${count} ms`,
  now: "just now",
  ago: (span: string) => `${span} ago`,
  left: (span: string) => `${span} left`,
  overdue: "Overdue",
  locale: "en" as Language,
};
