"use client";

import { sceneNames, screens } from "./names";

/** Every state there is to look at, each a link. */
export function StateIndex() {
  return (
    <div className="mx-auto w-full max-w-5xl overflow-y-auto p-6">
      <h1 className="text-xl font-semibold">States</h1>
      <Links title="Screens" names={screens} />
      <Links title="A run" names={sceneNames} />
    </div>
  );
}

function Links({ title, names }: { title: string; names: readonly string[] }) {
  return (
    <section className="mt-6">
      <h2 className="eyebrow mb-2">{title}</h2>
      <ul className="grid grid-cols-2 gap-2 sm:grid-cols-4">
        {names.map((name) => (
          <li key={name}>
            <a
              href={`/dev/states?state=${name}`}
              className="block rounded-md border bg-card px-3 py-2 text-sm hover:border-input"
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
