/** The card of a question that another system asks. */
export const question = {
  title: "The question",
  context: "What its asker knows",
  beside: "Asked in the same turn",
  all: "All questions of this turn",
};
