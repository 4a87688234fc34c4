// KEY=… npx tsx examples/langgraph/main.ts
import { Annotation, END, interrupt, MemorySaver, START, StateGraph } from "@langchain/langgraph";
import { type Answer, deskAt, type Question } from "../desk.ts";
import { reviewed } from "./reviewed.ts";

const State = Annotation.Root({ customer: Annotation<string>, sent: Annotation<string> });

const graph = new StateGraph(State)
  .addNode("refund", ({ customer }) => {
    const answer = interrupt<Question, Answer>({
      title: `Refund ${customer}?`,
      arguments: { customer, amount: 40 },
      schema: {
        type: "object",
        properties: { customer: { type: "string" }, amount: { type: "number", minimum: 0, maximum: 100 } },
      },
    });
    if (answer.decision !== "approved") return { sent: "nothing" };
    return { sent: `${answer.arguments.amount} to ${answer.arguments.customer}` };
  })
  .addEdge(START, "refund")
  .addEdge("refund", END)
  // A checkpointer that stays (SQLite, PostgreSQL) lets another process go on.
  .compile({ checkpointer: new MemorySaver() });

const desk = deskAt({ url: process.env.DESK ?? "http://localhost:3000", key: process.env.KEY ?? "" });
console.log(await reviewed(graph, { customer: "ito" }, { thread: `refund-${Date.now()}`, desk }));
