/** The cards of a question that another system asks. */
export const question = {
  title: "The question",
  context: "What its asker knows",
  beside: "Asked in the same turn",
  all: "All questions of this turn",
  /** In place of what is said of a payload, of the same names. */
  arguments: {
    title: "Arguments",
    example: "Asked",
    proposed: "Now",
    same: "As they were asked",
    changed: (count: number) =>
      count === 1
        ? "1 argument differs from what was asked"
        : `${count} arguments differ from what was asked`,
    added: "Was not asked",
  },
};
