import { useTyped } from "@/components/hooks/use-typed";
import { useMe } from "@/components/shell/me";
import { useUnseen } from "../unseen";

/** The message of a decision that is not made yet. It goes with its question: another one begins without. */
export function useMessage(runId: string) {
  const me = useMe();
  const { question } = useUnseen();
  const [typed, keep] = useTyped(`message ${me.id} ${runId}`);
  const [earlier, keepEarlier] = useTyped(`earlier message ${me.id} ${runId}`);
  const overtaken = typed !== null && typed.question !== question ? typed : null;
  const before = (overtaken ?? earlier)?.text ?? null;
  return {
    message: typed !== null && overtaken === null ? typed.text : "",
    setMessage: (text: string) => {
      if (overtaken) keepEarlier(overtaken);
      keep({ question, text });
    },
    /** Once it was sent. */
    forget: () => overtaken === null && keep(null),
    /** What was typed for a question that is not asked any more; null when nothing was. */
    before,
    takeBefore: () => {
      keep({ question, text: before ?? "" });
      keepEarlier(null);
    },
    forgetBefore: () => {
      if (overtaken) keep(null);
      keepEarlier(null);
    },
  };
}
