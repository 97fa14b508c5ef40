import { toDecimal } from '@reassign/shared/kernel/money.ts';
import { fromStripeAmount } from '@reassign/shared/payments/stripe-amount.ts';
import type { Obj } from './book.ts';
import { type Method, methods, type Outcome } from './checkout.ts';
import { textOf } from './form.ts';

const words = {
  zh: {
    mark: '模拟支付 SIMULATED',
    note: '这里代替真实的支付页，不收真钱。在生产环境中不能启用。',
    title: '支付',
    reference: '识别码',
    method: '支付方式',
    card: '银行卡',
    alipay: '支付宝',
    wechat_pay: '微信支付',
    pay: '付款',
    decline: '付款，银行拒绝',
    delay: '付款，稍后到账',
    dispute: '付款，随后向银行拒付',
    declined: '付款被拒绝，没有扣款。请换一张卡或换一种方式再试。',
    wallet: '确认付款',
    agree: '同意付款',
    refuse: '拒绝',
    waiting: '付款还在处理。',
    arrive: '到账',
    fail: '失败',
    back: '返回商户',
    over: '这笔付款已经结束。',
  },
  en: {
    mark: 'SIMULATED 模拟支付',
    note: 'This page stands in for the real one. No real money moves. It cannot be enabled in production.',
    title: 'Pay',
    reference: 'Reference',
    method: 'Pay by',
    card: 'Card',
    alipay: 'Alipay',
    wechat_pay: 'WeChat Pay',
    pay: 'Pay',
    decline: 'Pay, and the bank declines',
    delay: 'Pay, and the money comes later',
    dispute: 'Pay, then dispute it at the bank',
    declined: 'The payment was declined and nothing was charged. Try another card or another way.',
    wallet: 'Confirm the payment',
    agree: 'Agree and pay',
    refuse: 'Refuse',
    waiting: 'The payment is being processed.',
    arrive: 'It arrives',
    fail: 'It fails',
    back: 'Back to the merchant',
    over: 'This payment is over.',
  },
} as const;

type Words = (typeof words)['zh' | 'en'];
const wordsOf = (session: Obj): Words => words[session['locale'] === 'en' ? 'en' : 'zh'];

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);

const STYLE = `:root{color-scheme:light dark}body{margin:0;font:16px/1.6 system-ui,sans-serif;background:#f4f2ee;color:#1d1b18}
main{max-width:26rem;margin:8vh auto;padding:2rem;background:#fff;border:1px solid #d9d4ca;border-radius:4px}
@media(width<=30rem){main{margin:0;min-height:100vh;box-sizing:border-box;border:0}}
.mark{margin:0 0 1.5rem;padding:.5rem .75rem;border:2px dashed #a3200d;color:#a3200d;font-weight:600;text-align:center}
h1{margin:0;font-size:1rem;font-weight:400}.amount{margin:0 0 1rem;font-size:2.1rem;font-weight:600;font-variant-numeric:tabular-nums}
.soft{color:#5f5a52;font-size:.875rem}code{font-family:ui-monospace,monospace}fieldset{margin:1.25rem 0;padding:0;border:0}
legend{padding:0;font-weight:600}label{display:flex;gap:.6rem;align-items:center;min-height:44px}
button{display:block;width:100%;min-height:44px;margin:.5rem 0;border:1px solid #8a8478;border-radius:4px;background:none;color:inherit;font:inherit;cursor:pointer}
button.first{border-color:#a3200d;background:#a3200d;color:#fff}.refused{padding:.75rem;background:#fbe9e6;color:#7d1608}a{color:#7d1608}
@media(prefers-color-scheme:dark){body{background:#161513;color:#ece8e1}main{background:#1f1d1a;border-color:#3b3833}.soft{color:#a8a197}
.mark{border-color:#f0907f;color:#f0907f}.refused{background:#3a1b16;color:#f6c4bb}a{color:#f0907f}}`;

export const HTML = 'text/html; charset=utf-8';

/** 161,000.00 */
const grouped = (decimal: string): string => decimal.replace(/\B(?=(\d{3})+(?!\d)(?=\.|$))/g, ',');

function layout(session: Obj, body: string): string {
  const t = wordsOf(session);
  const amount = fromStripeAmount(Number(session['amount_total']), textOf(session['currency']));
  const sum = amount
    ? `${amount.currency === 'CNY' ? '¥' : `${amount.currency} `}${grouped(toDecimal(amount))}`
    : '';
  return `<!doctype html><html lang="${session['locale'] === 'en' ? 'en-GB' : 'zh-CN'}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${t.mark} · ${t.title}</title><style>${STYLE}</style>
<main><p class="mark">${t.mark}</p><h1>${t.title}</h1><p class="amount">${escaped(sum)}</p>
<p class="soft">${t.reference} <code>${escaped(textOf(session['client_reference_id']))}</code></p>
${body}<p class="soft">${t.note}</p></main></html>`;
}

const decisions = (t: Words, outcomes: readonly (Outcome & keyof Words)[]): string =>
  outcomes
    .map(
      (name, nth) =>
        `<button name="outcome" value="${name}"${nth === 0 ? ' class="first"' : ''}>${t[name]}</button>`,
    )
    .join('');

const action = (session: Obj): string => `/simulated/checkout/${encodeURIComponent(session.id)}`;

/** The page to pay at, as the session stands. */
export function checkoutPage(session: Obj, isDeclined: boolean): string {
  const t = wordsOf(session);
  const back = `<p><a href="${escaped(textOf(session['cancel_url']))}">${t.back}</a></p>`;
  if (session['status'] === 'complete' && session['payment_status'] === 'unpaid') {
    const form = `<form method="post" action="${action(session)}">${decisions(t, ['arrive', 'fail'])}</form>`;
    return layout(session, `<p>${t.waiting}</p>${form}${back}`);
  }
  if (session['status'] !== 'open') return layout(session, `<p>${t.over}</p>${back}`);
  const choices = methods.map(
    (method, nth) =>
      `<label><input type="radio" name="method" value="${method}"${nth === 0 ? ' checked' : ''}> ${t[method]}</label>`,
  );
  return layout(
    session,
    `${isDeclined ? `<p class="refused" role="alert">${t.declined}</p>` : ''}
<form method="post" action="${action(session)}"><fieldset><legend>${t.method}</legend>${choices.join('')}</fieldset>
${decisions(t, ['pay', 'decline', 'delay', 'dispute'])}</form>${back}`,
  );
}

/** Where a wallet asks its owner, away from the merchant. */
export function walletPage(session: Obj, method: Method): string {
  const t = wordsOf(session);
  return layout(
    session,
    `<p><strong>${t[method]}</strong> · ${t.wallet}</p><form method="post" action="${action(session)}">
<input type="hidden" name="method" value="${method}"><input type="hidden" name="agreed" value="yes">
<button name="outcome" value="pay" class="first">${t.agree}</button><button name="outcome" value="decline">${t.refuse}</button></form>`,
  );
}
