import { problem, type ProblemCode, problems } from '@reassign/shared/kernel/problems.ts';
import { ProblemFailure } from '../api/client.ts';
import { page, type Route } from '../route.ts';

const isCode = (code: string): code is ProblemCode => Object.hasOwn(problems, code);

/** Where the `type` of every refusal of the API leads: what it means, in words. */
export const problemPages: readonly Route[] = [
  page({
    path: '/problems/:code',
    load: () => import('./ProblemPage.svelte'),
    data: ({ params: { code = '' } }) =>
      isCode(code) ? Promise.resolve({ code }) : Promise.reject(new ProblemFailure(problem('not-found'))),
    title: ({ data, t }) => t(`problems.${data.code}`),
    description: ({ t }) => t('common.problem-page-lead'),
  }),
];
