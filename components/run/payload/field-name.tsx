import { type FieldSpec, sentAs } from "@/components/schema-form/field-spec";
import { Words } from "../words";

/** A field's title, and the key under which it is sent where the title does not tell it: a schema may call it anything. */
export function FieldName({ spec }: { spec: Pick<FieldSpec, "key" | "title"> }) {
  const key = sentAs(spec);
  return (
    <>
      <Words text={spec.title} />
      {key !== null && (
        <code className="ml-1.5 font-mono text-xs font-normal wrap-anywhere text-muted-foreground">
          <Words text={key} />
        </code>
      )}
    </>
  );
}
