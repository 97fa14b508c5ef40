import type { MeView } from '@reassign/shared/accounts/api.ts';
import type { KeyShareList } from '@reassign/shared/auctions/keeping-api.ts';
import { keeperKinds } from '@reassign/shared/listings/keepers.ts';
import type { KeeperKeyView } from '@reassign/shared/listings/keepers-api.ts';
import { page, type Route } from '../../route.ts';

/** Whether somebody may be chosen to keep a share. */
const mayKeep = ({ organisation }: MeView): boolean =>
  organisation?.accredited === true && keeperKinds.some((kind) => kind === organisation.kind);

export interface KeysData {
  /** `null` for whoever may keep nothing. */
  readonly own: KeeperKeyView | null;
  readonly shares: KeyShareList;
}

/** Who keeps shares of the keys of lots. */
export const keepingPages: readonly Route[] = [
  page({
    path: '/account/keys',
    signedIn: true,
    load: () => import('./KeysPage.svelte'),
    data: async ({ api, me }): Promise<KeysData> => {
      const [own, shares] = await Promise.all([
        mayKeep(me) ? api.get<KeeperKeyView>('/api/v1/keeper-key') : null,
        api.get<KeyShareList>('/api/v1/key-shares'),
      ]);
      return { own, shares };
    },
    title: ({ t }) => t('sealed.title'),
  }),
];
