import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '../verify/canonical-json.ts';
import type { Conditions } from './types.ts';

/*
 * The same for every way to sell: numbers, deadlines and what a default costs are those of the lot's own rules, in the
 * version that its notice names.
 */
const zh = `一、竞买人确认已阅读公告、权利清单和评估情况，知悉并接受标的现状及已披露、未披露的瑕疵。
二、应价一经提交即不可撤回，直至有更高应价或竞价结束；本标的适用规则另有规定的除外（民法典第五百零九条）。
三、保证金为公告所载数额。未成交的竞买人，平台于竞价结束后在本标的适用规则所定的期限内发出退款指令。
四、临近结束时有新的有效应价的，结束时间依本标的适用规则顺延。
五、成交后买受人应按期付清尾款，以及本标的适用规则和公告之日收费标准所定的佣金。买受人悔拍的，保证金的用途、退还与不足部分的补足，依本标的适用规则（民法典第五百八十五条）。
六、竞价期间各方仅以竞买号牌出现；成交确认书公示买受人名称。
七、本标的适用规则为公告所列的规则版本，全文公布于平台，不因日后的新版本而改变。`;

const en = `1. The bidder has read the notice, the list of rights and the appraisal, and accepts the lot as it stands, with disclosed and undisclosed defects.
2. A bid is binding until it is overbid or the sale ends, unless the rules of the lot say otherwise (Civil Code art. 509).
3. The deposit is the amount in the notice. After the end the platform instructs refunds to unsuccessful bidders within the time that the rules of the lot set.
4. A valid bid shortly before the end moves the end as the rules of the lot say.
5. The buyer pays in time the balance and the premium that the rules of the lot and the fee schedule of its notice's day set. On buyer default the rules of the lot say what the deposit covers, what goes back and what is still owed (Civil Code art. 585).
6. During the sale everybody appears under a bidder number only; the sale confirmation publishes the buyer's name.
7. The rules of the lot are those of the version that its notice names, published here in full; a later version does not change them.`;

const hashOf = (version: number): string =>
  bytesToHex(sha256(utf8ToBytes(canonicalJson({ version, zh, en }))));

/** The conditions in force. A changed text is a new version; old registrations keep the hash they accepted. */
export const conditions: Conditions = { version: 2, hash: hashOf(2), zh, en };
