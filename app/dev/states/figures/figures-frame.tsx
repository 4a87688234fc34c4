"use client";

import dynamic from "next/dynamic";

/** Made data is as old as the moment it is looked at, so it is made in the browser only. */
export const FiguresFrame = dynamic(
  () => import("./figures-gallery").then((module) => module.FiguresGallery),
  {
    ssr: false,
  },
);
