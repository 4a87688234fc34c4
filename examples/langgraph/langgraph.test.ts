import { Annotation, END, interrupt, MemorySaver, Send, START, StateGraph } from "@langchain/langgraph";
import { type Around, askerCases, type Came, cameOf, type Work } from "@/lib/testing/asker-cases";
import { type Answer, deskAt, type Question } from "../desk";
import { reviewed } from "./reviewed";

/** Asks all questions side by side, each in a task of its own, and does what was approved. */
function graphOf(effect: Around["effect"]) {
  const State = Annotation.Root({
    questions: Annotation<Question[]>,
    came: Annotation<[number, Came][]>({ reducer: (all, more) => [...all, ...more], default: () => [] }),
  });
  return new StateGraph(State)
    .addNode("act", ({ question, at }: { question: Question; at: number }) => ({
      came: [[at, cameOf(interrupt<Question, Answer>(question), effect)] as [number, Came]],
    }))
    .addConditionalEdges(START, ({ questions }) =>
      questions.map((question, at) => new Send("act", { question, at })),
    )
    .addEdge("act", END)
    .compile({ checkpointer: new MemorySaver() });
}

await askerCases("a graph of LangGraph's", ({ effect, ...to }) => {
  const graph = graphOf(effect);
  const desk = deskAt(to);
  return async ({ id, questions }: Work, signal) => {
    const state = await reviewed(graph, { questions }, { thread: id, desk, signal });
    const { came } = state as { came: [number, Came][] };
    return came.toSorted(([one], [other]) => one - other).map(([, one]) => one);
  };
});
