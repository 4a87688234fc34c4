const counted = (count: string, one: string, many: string) =>
  count === "1" ? `1 ${one}` : `${count} ${many}`;

export const erasing = {
  hint: "What people wrote and models answered is erased; who did what and when stays, and the log still proves it. One run is erased from its own menu, and by age the server does it where ERASE_AFTER_DAYS is set.",
  title: "Erase what the runs of a person hold",
  titleHint: "Prompts, payloads, answers, files, reasons and comments go for good. First it is only counted.",
  by: "How the person is named",
  fields: {
    user_email: { label: "E-mail", hint: "As requests named it; upper and lower case mean the same." },
    user_id: { label: "User id", hint: "As requests named it, letter by letter." },
    owner: { label: "Asked by", hint: "The id of the person or API key that made the requests." },
  },
  look: "Look",
  looking: "Looking…",
  runs: (count: string) => counted(count, "run", "runs"),
  nothing: "No run that has ended holds anything of theirs.",
  found: (count: string) =>
    `${counted(count, "run that has ended holds", "runs that have ended hold")} something of theirs.`,
  goingOn: (count: string) =>
    `${counted(count, "run still goes on and is", "runs still go on and are")} left: look again after the end.`,
  several: "Several applications or people named somebody so. Whose requests are meant?",
  allOfThem: "All of them",
  notWhole:
    "The logs of these hold entries of an earlier release, which cannot be erased without breaking them:",
  eraseWhose: "Erase",
  erase: (count: string) => `Erase ${counted(count, "run", "runs")}`,
  sure: (count: string) => `Erase what ${counted(count, "run holds", "runs hold")}?`,
  sureHint: "Nobody can bring it back. Other runs that were made from them keep what they hold.",
  why: "Why (optional)",
  whyHint: "Kept in the logs and the audit log, where it cannot be erased: name nobody.",
  working: "Erasing…",
  begun: (count: string) =>
    `${counted(count, "run is", "runs are")} being erased, one after the other. It goes on when this page is closed.`,
};
