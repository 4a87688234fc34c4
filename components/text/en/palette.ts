export const palette = {
  title: "Commands",
  description: "Search for a page, a run, a model or a setting.",
  open: "Search and commands",
  placeholder: "Search or go to…",
  none: "Nothing found",
  searching: "Searching",
  pages: "Go to",
  runs: "Runs",
  models: "New run with",
  desk: "This desk",
  theme: (name: string) => `Theme: ${name}`,
  language: (name: string) => `Language: ${name}`,
};
