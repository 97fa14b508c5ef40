import type { ClaimSheetView } from '@reassign/shared/listings/claim-sheet-api.ts';
import { type ApiRoute, ofUnknown } from './api-route.ts';
import type { Scene } from './api-scene.ts';
import { claimSheetOf } from './claim-sheets.ts';

/* The claims of a case: its bank reads them, a maker states them, a checker confirms them. */

const path = (caseId: string): string => `/api/v1/cases/${caseId}/claim-sheets`;

const stating = async ({ desk }: Scene) => {
  const { caseId, rightId } = await desk.readyCase();
  return { path: path(caseId), body: claimSheetOf([rightId]), headers: { 'if-match': '"0"' } };
};

/** A version that the maker stated. */
async function statedIn(scene: Scene): Promise<string> {
  const call = await stating(scene);
  const { text } = await scene.ask(scene.visitors.maker, 'POST', call);
  return `${call.path}/${String((JSON.parse(text) as ClaimSheetView).version)}`;
}

export const claimRoutes: Record<string, ApiRoute> = {
  'GET /api/v1/cases/:id/claim-sheets': {
    call: async ({ desk }) => ({ path: path((await desk.readyCase()).caseId) }),
    missing: ofUnknown,
    answers: { maker: 200, checker: 200, reader: 200 },
  },
  'POST /api/v1/cases/:id/claim-sheets': {
    call: stating,
    missing: ofUnknown,
    answers: { maker: 201 },
  },
  'POST /api/v1/cases/:id/claim-sheets/:version/confirmation': {
    call: async (scene) => ({ path: `${await statedIn(scene)}/confirmation` }),
    missing: ofUnknown,
    answers: { checker: 200 },
  },
};
