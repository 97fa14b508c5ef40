import { parentPort, workerData } from 'node:worker_threads';
import { confirmationPdf, type PaperOrder } from './pdf.ts';

/* Runs in a thread of its own, started by `service.ts`: fonts and layout take longer than a bid may wait. */
parentPort?.postMessage(new Uint8Array(await confirmationPdf(workerData as PaperOrder)));
