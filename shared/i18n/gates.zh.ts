import type { GateCode } from '../listings/types.ts';

/** Why a listing may not be published yet, and what to do; the facts (minimum, range, earliest opening) stand beside it. */
export const zh = {
  'no-rights': '尚未选择出质权利，请至少选择一项。',
  'default-not-proven': '尚未发生债务到期未清偿或约定的实现质权情形，不得处置。',
  'sale-not-agreed': '缺少出质人同意变价的书面约定，请补充约定日期。',
  'pledge-missing': '该权利尚未办理出质登记，质权自登记时设立，请补充登记信息。',
  'pledge-not-of-seller': '登记的质权人与出让银行名称不一致，请核对登记信息。',
  'right-expired': '该权利在竞价结束前已届满，请核对权利期限。',
  'right-on-sale': '该权利已在另一标的中出让，须待其未成交后方可再次处置。',
  'appraisal-missing': '缺少评估报告，请补充评估机构、评估值和评估日。',
  'appraisal-expired': '评估报告已超过有效期，或竞价结束日晚于公告后六个月，请更新评估或调整日期。',
  'currency-mixed': '评估值、起拍价、加价幅度和保证金须使用同一币种。',
  'amount-too-large': '评估值合计，或起拍价与一次加价之和，超过平台可受理的最高金额，请拆分标的或调整金额。',
  'start-out-of-range': '起拍价低于评估值的七成，请提高起拍价。',
  'deposit-out-of-range': '保证金须为起拍价的百分之五至百分之二十，请调整。',
  'increment-missing': '请设置大于零的加价幅度。',
  'notice-too-short': '公告期不足：公告当日不计入，请推迟开始时间。',
  'bidding-too-short': '竞价时间不足二十四小时，请推迟结束时间。',
} as const satisfies Record<GateCode, string>;

export type GateMessages = Readonly<Record<keyof typeof zh, string>>;
