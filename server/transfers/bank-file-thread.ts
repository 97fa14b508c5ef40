import { parentPort, workerData } from 'node:worker_threads';
import { readBankFile } from './bank-file.ts';

/* Runs in a thread of its own, started by `service.ts`. */
const { bytes } = workerData as { readonly bytes: Uint8Array };
parentPort?.postMessage(readBankFile(bytes));
