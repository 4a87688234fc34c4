export const hidden = {
  character: "A character that cannot be seen, or that changes the order of what is read",
  blanks: (count: number) => `${count} blanks`,
  showBlanks: "Show or hide the blanks",
  title: (count: number) => (count === 1 ? "1 hidden place" : `${count} hidden places`),
  remove: (code: string) => `Remove ${code}`,
  removeAll: "Remove all",
  more: (count: number) => `and ${count} more`,
};
