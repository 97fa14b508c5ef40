import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '../verify/canonical-json.ts';
import type { Conditions } from './types.ts';

const zh = `一、竞买人确认已阅读公告、权利清单和评估情况，知悉并接受标的现状及已披露、未披露的瑕疵。
二、应价一经提交即不可撤回，直至有更高应价或竞价结束（民法典第五百零九条；竞价规则）。
三、保证金为标的起拍价的百分之五至百分之二十。未成交的竞买人，平台于竞价结束后二十四小时内发出退款指令。
四、竞价结束前五分钟内有新的有效应价的，结束时间顺延至该应价后五分钟。
五、成交后买受人应按期付清尾款。买受人悔拍的，保证金用于抵补处置费用和再次处置的差价，其余部分以实际损失的百分之一百三十为限（民法典第五百八十五条）。
六、竞价期间各方仅以竞买号牌出现；成交确认书公示买受人名称。`;

const en = `1. The bidder has read the notice, the list of rights and the appraisal, and accepts the lot as it stands, with disclosed and undisclosed defects.
2. A bid is binding until it is overbid or the sale ends (Civil Code art. 509; trading rules).
3. The deposit is 5 to 20 % of the starting price. The platform instructs refunds to unsuccessful bidders within 24 hours of the end.
4. A valid bid in the last five minutes moves the end to five minutes after that bid.
5. The buyer pays the balance in time. On buyer default the deposit covers sale costs and the gap of the re-sale; the rest is kept only up to 130 % of the loss (Civil Code art. 585).
6. During the sale everybody appears under a bidder number only; the sale confirmation publishes the buyer's name.`;

const hashOf = (version: number): string =>
  bytesToHex(sha256(utf8ToBytes(canonicalJson({ version, zh, en }))));

/** The conditions in force. A changed text is a new version; old registrations keep the hash they accepted. */
export const conditions: Conditions = { version: 1, hash: hashOf(1), zh, en };
