import { useTyped } from "@/components/hooks/use-typed";
import { useMe } from "@/components/shell/me";
import { useUnseen } from "../unseen";

/** The message of a decision that is not made yet. It goes with its question: another one begins without. */
export function useMessage(runId: string) {
  const me = useMe();
  const { question } = useUnseen();
  const [typed, keep] = useTyped(`message ${me.id} ${runId}`);
  const [earlier, keepEarlier] = useTyped(`earlier message ${me.id} ${runId}`);
  const overtaken = typed !== null && typed.question !== question ? typed.text : "";
  const message = typed !== null && overtaken === "" ? typed.text : "";
  const before = [earlier?.text ?? "", overtaken].filter((text) => text !== "").join("\n\n");
  return {
    message,
    setMessage: (text: string) => {
      if (overtaken !== "") keepEarlier({ question: "", text: before });
      keep({ question, text });
    },
    /** Once it was sent. */
    forget: () => overtaken === "" && keep(null),
    /** What was typed for questions that are not asked any more; empty when nothing was. */
    before,
    /** Takes it for the message; what stood there stands where it was. */
    takeBefore: () => {
      keepEarlier({ question: "", text: message });
      keep({ question, text: before });
    },
    forgetBefore: () => {
      if (overtaken !== "") keep(null);
      keepEarlier(null);
    },
  };
}
