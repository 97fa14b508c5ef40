import type { Answer, Question } from './messages.ts';
import { verifyBlob } from './verify-blob.ts';

/*
 * Verifies in a thread of its own, so that the page stays alive over a log of any size.
 */

/** Of workers alone; the types at hand are those of a page. */
declare class FileReaderSync {
  readAsArrayBuffer(blob: Blob): ArrayBuffer;
}

const tell = (answer: Answer): void => {
  postMessage(answer);
};

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  verifyBlob(data, (part) => new FileReaderSync().readAsArrayBuffer(part), tell).catch((error: unknown) => {
    // Anything else is a fault of ours, and shows as one.
    if (!(error instanceof DOMException)) reportError(error);
    tell({ is: 'unreadable' });
  });
});
