import { askerCases, cameOf } from "@/lib/testing/asker-cases";
import { deskAt } from "./desk";

await askerCases("a program that speaks HTTP", ({ effect, ...to }) => {
  const desk = deskAt(to);
  return ({ id, questions }, signal) =>
    Promise.all(
      questions.map(async (question, at) => {
        const asked = await desk.ask(question, `${id} ${at}`);
        return cameOf(await desk.answerTo(asked, signal), effect);
      }),
    );
});
