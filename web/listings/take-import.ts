import type { CaseView, ImportView } from '@reassign/shared/listings/api.ts';
import type { Api } from '../api/client.ts';
import { numberOf } from './right-words.ts';

export type ImportedItem = ImportView['rights'][number];

/** As many as the server takes at once (`rightsInput`). */
const AT_ONCE = 500;

/** Adds what was chosen to the case, with the pledges that the file knew; pledges that are there already stay. */
export async function takeImport(
  api: Api,
  held: CaseView,
  items: readonly ImportedItem[],
): Promise<CaseView> {
  const path = `/api/v1/cases/${held.id}/rights`;
  let view = held;
  for (let from = 0; from < items.length; from += AT_ONCE) {
    const rights = items.slice(from, from + AT_ONCE).map(({ right }) => right);
    view = await api.post<CaseView>(path, { rights });
  }
  for (const { right, pledge } of items) {
    const added = view.rights.find((item) => numberOf(item.right) === numberOf(right));
    if (!pledge || !added || added.pledge !== null) continue;
    view = await api.put<CaseView>(`${path}/${added.id}/pledge`, pledge);
  }
  return view;
}
