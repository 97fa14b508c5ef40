import { type ApiRoute, at } from './api-route.ts';
import { unknownId } from './api-scene.ts';
import { upload } from './upload.ts';

/* Bank files, money that fits nothing, payouts: the operator's officers', and nobody else's. */

const officerGets = (status: number): Pick<ApiRoute, 'answers'> => ({ answers: { officer: status } });
const post = (path: string, body: object): Pick<ApiRoute, 'call'> => ({ call: () => ({ path, body }) });

const payout = {
  from: `court/${unknownId}/CNY`,
  amount: { amount: 100, currency: 'CNY' },
  payee: { name: '某公司', account: '6222000011112222', bank: '', bankCode: '' },
  purpose: '退款',
};

export const transferRoutes: Record<string, ApiRoute> = {
  'GET /api/v1/bank-statements': { ...at('/api/v1/bank-statements'), ...officerGets(200) },
  // No statement of any bank.
  'POST /api/v1/bank-statements': {
    call: () => ({ path: '/api/v1/bank-statements', ...upload('姓名,年龄') }),
    ...officerGets(422),
  },
  'GET /api/v1/bank-lines': { ...at('/api/v1/bank-lines'), ...officerGets(200) },
  'POST /api/v1/bank-lines/:id/proposals': {
    ...post(`/api/v1/bank-lines/${unknownId}/proposals`, { way: 'return', reason: '第三方代付' }),
    ...officerGets(404),
  },
  'POST /api/v1/bank-lines/:id/answer': {
    ...post(`/api/v1/bank-lines/${unknownId}/answer`, { isConfirmed: true }),
    ...officerGets(404),
  },
  'GET /api/v1/payouts': { ...at('/api/v1/payouts?state=prepared'), ...officerGets(200) },
  'GET /api/v1/payouts/dues': { ...at('/api/v1/payouts/dues'), ...officerGets(200) },
  // Nothing is owed there.
  'POST /api/v1/payouts': { ...post('/api/v1/payouts', payout), ...officerGets(409) },
  'POST /api/v1/payouts/:id/release': {
    ...post(`/api/v1/payouts/${unknownId}/release`, {}),
    ...officerGets(404),
  },
  'POST /api/v1/payouts/:id/cancellation': {
    ...post(`/api/v1/payouts/${unknownId}/cancellation`, { reason: '收款账号有误' }),
    ...officerGets(404),
  },
  'GET /api/v1/payout-batches': { ...at('/api/v1/payout-batches'), ...officerGets(200) },
  // Nothing waits.
  'POST /api/v1/payout-batches': { ...post('/api/v1/payout-batches', {}), ...officerGets(409) },
  'POST /api/v1/payout-batches/:id/release': {
    ...post(`/api/v1/payout-batches/${unknownId}/release`, {}),
    ...officerGets(404),
  },
  'GET /api/v1/bank-refunds': { ...at('/api/v1/bank-refunds'), ...officerGets(200) },
  'POST /api/v1/bank-refunds/:id/account': {
    ...post(`/api/v1/bank-refunds/${unknownId}/account`, {
      ...{ holder: '某公司', account: '6222000011112222', bank: '', bankCode: '', reason: '来函' },
    }),
    ...officerGets(404),
  },
  'POST /api/v1/bank-refunds/:id/answer': {
    ...post(`/api/v1/bank-refunds/${unknownId}/answer`, { isConfirmed: true }),
    ...officerGets(404),
  },
  'POST /api/v1/payment-refunds/:id/retry': {
    ...post(`/api/v1/payment-refunds/${unknownId}/retry`, {}),
    ...officerGets(404),
  },
  'POST /api/v1/payment-refunds/:id/to-bank': {
    ...post(`/api/v1/payment-refunds/${unknownId}/to-bank`, {}),
    ...officerGets(404),
  },
  'POST /api/v1/payment-files': { ...post('/api/v1/payment-files', {}), ...officerGets(409) },
  'GET /api/v1/payment-files/:id': { ...at(`/api/v1/payment-files/${unknownId}`), ...officerGets(404) },
};
