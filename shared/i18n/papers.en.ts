import type { Same } from './messages.ts';
import type { zh } from './papers.zh.ts';

export const en = {
  title: 'Check a sale confirmation',
  genuine: 'The platform made this paper: the hash of its content is the one on file.',
  'not-genuine': 'The hash is not the one on file: the platform did not make this paper, or it was changed.',
  'no-hash':
    'The platform made a paper with this number. Scan the code on it to compare the hash of its content.',
  voided: 'The sale was annulled on {time}: the paper is void.',
  'made-at': 'Made at',
  signature: 'Signature of the platform (C2SP signed note)',
  'signature-note': 'Its key is listed at {place}; anybody can verify it without us.',
  compare: 'Compare the paper with what everybody may read about the sale.',
} as const satisfies Same<typeof zh>;
