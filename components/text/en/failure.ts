export const failure = {
  notFound: "There is nothing here",
  notFoundHint: "The address may be mistyped, or what was here is gone.",
  toInbox: "To the inbox",
  title: "This page broke",
  hint: "Decisions that were confirmed are kept. Reload the page; if it breaks again, tell an administrator the number below.",
  again: "Try again",
  reference: (digest: string) => `Reference ${digest}`,
};
