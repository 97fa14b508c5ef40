/** Where to go after signing in: a path of ours, never another site (`//evil.example`, `/\evil.example`). */
export function nextOf(search: string, otherwise: string): string {
  const next = new URLSearchParams(search).get('next') ?? '';
  return /^\/(?![/\\])/.test(next) ? next : otherwise;
}
