import type {
  IdentityView,
  InvitationView,
  Mailbox,
  MemberList,
  OrganisationView,
} from '@reassign/shared/accounts/api.ts';
import { ProblemFailure } from '../api/client.ts';
import { page, type PageRequest, plainPage, type Route } from '../route.ts';
import type { PageOf } from '../ui/paged.svelte.ts';

const token = ({ query }: PageRequest) => Promise.resolve({ token: query.get('token') ?? '' });

/** Coming in, one's own account, the organisation's members, and the operator's accreditation. */
export const accountPages: readonly Route[] = [
  plainPage({
    path: '/sign-in',
    words: 'desk',
    load: () => import('./SignInPage.svelte'),
    title: ({ t }) => t('accounts.sign-in'),
  }),
  plainPage({
    path: '/sign-up',
    words: 'desk',
    load: () => import('./SignUpPage.svelte'),
    title: ({ t }) => t('accounts.sign-up'),
  }),
  page({
    path: '/confirm-email',
    words: 'desk',
    load: () => import('./ConfirmEmailPage.svelte'),
    data: token,
    title: ({ t }) => t('accounts.confirm-title'),
  }),
  plainPage({
    path: '/forgot-password',
    words: 'desk',
    load: () => import('./ForgotPasswordPage.svelte'),
    title: ({ t }) => t('accounts.forgot-title'),
  }),
  page({
    path: '/reset-password',
    words: 'desk',
    load: () => import('./ResetPasswordPage.svelte'),
    data: token,
    title: ({ t }) => t('accounts.reset-title'),
  }),
  plainPage({
    path: '/account',
    signedIn: true,
    load: () => import('./AccountPage.svelte'),
    title: ({ t }) => t('accounts.account'),
  }),
  plainPage({
    path: '/account/two-factor',
    signedIn: true,
    load: () => import('./TwoFactorPage.svelte'),
    title: ({ t }) => t('accounts.factor-title'),
  }),
  plainPage({
    path: '/account/new-organisation',
    signedIn: true,
    load: () => import('./NewOrganisationPage.svelte'),
    title: ({ t }) => t('accounts.create-organisation'),
  }),
  page({
    path: '/account/identity',
    signedIn: true,
    load: () => import('./identity/IdentityPage.svelte'),
    data: ({ api }) => api.get<IdentityView>('/api/v1/identity'),
    title: ({ t }) => t('bidders.identity'),
  }),
  page({
    path: '/account/members',
    signedIn: true,
    load: () => import('./MembersPage.svelte'),
    data: ({ api }) => api.get<MemberList>('/api/v1/members'),
    title: ({ t }) => t('accounts.members-title'),
  }),
  page({
    path: '/invitations/:id',
    signedIn: true,
    load: () => import('./InvitationPage.svelte'),
    data: async (request) => ({ invitation: await invitationOf(request) }),
    title: ({ t }) => t('accounts.invitation-title'),
  }),
  page({
    path: '/operator/organisations',
    signedIn: true,
    load: () => import('./AccreditationPage.svelte'),
    data: ({ api }) => api.get<PageOf<OrganisationView>>('/api/v1/organisations'),
    title: ({ t }) => t('accounts.accreditation-title'),
  }),
  page({
    path: '/mailbox',
    words: 'desk',
    load: () => import('./MailboxPage.svelte'),
    data: ({ api }) => api.get<Mailbox>('/api/v1/mailbox'),
    title: ({ t }) => t('accounts.mailbox-title'),
  }),
];

/** `null` when it cannot be accepted by whoever is signed in: the page says what may be the reason. */
async function invitationOf({ api, params }: PageRequest): Promise<InvitationView | null> {
  try {
    return await api.get<InvitationView>(`/api/v1/invitations/${encodeURIComponent(params['id'] ?? '')}`);
  } catch (error) {
    if (error instanceof ProblemFailure && error.problem.code === 'link-expired') return null;
    throw error;
  }
}
