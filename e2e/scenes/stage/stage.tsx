import { useSearchParams } from "next/navigation";
import { createRoot } from "react-dom/client";
import { FiguresGallery } from "@/app/dev/states/figures/figures-gallery";
import { Gallery } from "@/app/dev/states/gallery";
import { Theme } from "@/components/shell/theme";
import { TextProvider } from "@/components/text/text-provider";
import "@/app/globals.css";

/** The scene that the address names; another one begins anew. */
function Stage() {
  const asked = useSearchParams();
  const state = asked.get("state");
  const figures = asked.get("figures");
  if (figures !== null) return <FiguresGallery key={figures} state={figures} />;
  return state === null ? null : <Gallery key={state} state={state} marks={{}} />;
}

createRoot(document.getElementById("stage") ?? document.body).render(
  <Theme>
    <TextProvider language="en">
      <Stage />
    </TextProvider>
  </Theme>,
);
