"use client";

import ReactMarkdown from "react-markdown";
import remarkGfm from "remark-gfm";
import { segmentsOf } from "@/lib/core/hidden/segments";
import { Words } from "../words";

interface Node {
  type: string;
  value?: string;
  tagName?: string;
  properties?: Record<string, string>;
  children?: Node[];
}

/** Puts what hides something into elements of its own, which are drawn as every other text is. */
const readable = () => (tree: Node) => {
  const open = [tree];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    node.children = node.children?.map((child) =>
      child.type === "text" && hides(child.value ?? "")
        ? { type: "element", tagName: "bdi", properties: {}, children: [child] }
        : child,
    );
    for (const child of node.children ?? []) if (child.tagName !== "bdi") open.push(child);
  }
};

const hides = (text: string) => segmentsOf(text).some(({ kind }) => kind !== "text");

const target = (address: string, title: string | undefined) => (title ? `${address} "${title}"` : address);

/** A text with its markdown set; HTML inside of it stays text, and pictures are not fetched from anywhere. */
export default function Markdown({ text }: { text: string }) {
  return (
    <div className="prose-answer">
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[readable]}
        components={{
          bdi: ({ children }) =>
            typeof children === "string" ? <Words text={children} /> : <bdi>{children}</bdi>,
          // Where a link leads is released with it, and so is what it says when one points at it.
          a: ({ href = "", title, children }) => (
            <>
              <a href={href} target="_blank" rel="noreferrer noopener nofollow">
                {children}
              </a>
              {(children !== href || title) && (
                <span className="text-muted-foreground">
                  {" "}
                  (<Words text={target(href, title)} />)
                </span>
              )}
            </>
          ),
          img: ({ src, alt, title }) => (
            <Words text={`![${alt ?? ""}](${target(typeof src === "string" ? src : "", title)})`} />
          ),
        }}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
}
