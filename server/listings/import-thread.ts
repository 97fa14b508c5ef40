import { parentPort, workerData } from 'node:worker_threads';
import { importRegistryFile } from './import/registry-file.ts';

/* Runs in a thread of its own, started by `importer.ts`. */
const { bytes, fileName } = workerData as { readonly bytes: Uint8Array; readonly fileName?: string };
parentPort?.postMessage(importRegistryFile(bytes, fileName));
