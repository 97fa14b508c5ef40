/** Why a file from outside is not read at all; the reasons are problem codes. */
export type FileRefusal =
  | { readonly reason: 'unknown-format' | 'bad-encoding' | 'too-large' | 'takes-too-long' }
  | { readonly reason: 'unsafe-xml'; readonly what: string }
  | { readonly reason: 'malformed'; readonly line: number; readonly column: number };
