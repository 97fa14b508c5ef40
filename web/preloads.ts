/** What the build made of each module, by its path from this folder (Vite's `manifest.json`). */
export type Manifest = Readonly<
  Record<string, { readonly file: string; readonly imports?: readonly string[] }>
>;

/** Links that let a browser load these modules, and all they import, at once: else each is found only in the one before. */
export function preloadLinks(manifest: Manifest, modules: readonly string[]): string {
  const seen = new Set<string>();
  const visit = (module: string): void => {
    if (seen.has(module)) return;
    seen.add(module);
    manifest[module]?.imports?.forEach(visit);
  };
  modules.forEach(visit);
  return [...seen]
    .flatMap((module) => manifest[module]?.file ?? [])
    .map((file) => `<link rel="modulepreload" crossorigin href="/${file}">`)
    .join('');
}
