"use client";

import ReactMarkdown from "react-markdown";
import remarkGfm from "remark-gfm";

/** A text with its markdown set; HTML inside of it stays text, and pictures are not fetched from anywhere. */
export default function Markdown({ text }: { text: string }) {
  return (
    <div className="prose-answer">
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        components={{
          a: ({ href, children }) => (
            <a href={href} target="_blank" rel="noreferrer noopener nofollow">
              {children}
            </a>
          ),
          img: ({ src, alt }) => <span>{`![${alt ?? ""}](${typeof src === "string" ? src : ""})`}</span>,
        }}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
}
