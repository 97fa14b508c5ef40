import { plainPage, type Route } from '../../route.ts';

/** Every part of `web/ui` in every state, for those who build with them. */
export const galleryPages: readonly Route[] = [
  plainPage({
    path: '/ui',
    load: () => import('./GalleryPage.svelte'),
    title: () => 'UI',
    developmentOnly: true,
  }),
];
