import type { FastifyRequest } from 'fastify';
import { ProblemError } from '../problem-handler.ts';

/** The one file of a form. Over the limit it throws while it is read: nothing is cut off (9-threats T29). */
export async function takeFile(
  request: FastifyRequest,
  maxBytes: number,
): Promise<{ bytes: Uint8Array; fileName: string }> {
  if (!request.isMultipart()) throw new ProblemError('unsupported-media-type');
  try {
    // The parser calls a file too large when it reaches the limit, ours is the size that still passes.
    const file = await request.file({ limits: { fields: 0, parts: 1, fileSize: maxBytes + 1 } });
    if (file?.fieldname === 'file') return { bytes: await file.toBuffer(), fileName: file.filename };
  } catch (error) {
    // The plugin's own refusals know their status; a damaged form is whatever else the parser throws.
    if (error instanceof Error && 'statusCode' in error) throw error;
    throw new ProblemError('malformed', { detail: 'The form is damaged or ends too early' });
  }
  throw new ProblemError('malformed', { faults: [{ pointer: '/file', reason: 'must be a file' }] });
}
