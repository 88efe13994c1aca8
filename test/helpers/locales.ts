import { readdirSync, readFileSync } from 'node:fs';
import { createRenderer, type Renderer } from '../../src/chat/locales/render.ts';

const folder = new URL('../../src/chat/locales/', import.meta.url);

/** Every language spndr speaks: locale -> FTL source. */
export function localeSources(): ReadonlyMap<string, string> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ftl'));
  return new Map(
    files.map((file) => [file.slice(0, -'.ftl'.length), readFileSync(new URL(file, folder), 'utf8')]),
  );
}

/** A renderer that throws if a phrase or an argument is missing. */
export function strictRenderer(): Renderer {
  return createRenderer(localeSources(), (problem) => {
    throw new Error(problem);
  });
}
