export type { Lease } from './lease.ts';
export { createSequencer, type SequencerOptions } from './sequencer.ts';
export { createSigner, type CheckpointSigner, privateKeyOf } from './signer.ts';
export type * from './types.ts';
