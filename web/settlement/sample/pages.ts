import { plainPage, type Route } from '../../route.ts';

/** The waterfall with invented numbers, for those who build with it. */
export const waterfallSamplePages: readonly Route[] = [
  plainPage({
    path: '/ui/waterfall',
    words: 'desk',
    load: () => import('./WaterfallSamplePage.svelte'),
    title: ({ t }) => t('waterfall.title'),
    developmentOnly: true,
  }),
];
