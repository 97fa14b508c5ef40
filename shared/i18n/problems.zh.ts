import { type ProblemCode } from '../kernel/problems.ts';

/**
 * What a refusal says to a person: what is wrong and what to do next. Values that a problem carries (asking price, end)
 * are shown beside the message, so that a message is whole without them.
 */
export const zh = {
  malformed: '提交的内容格式有误，请检查标出的各项。',
  unauthenticated: '请先登录。',
  'rate-limited': '操作过于频繁，请稍候再试。',
  busy: '当前出价人数较多，请稍候重试；同一笔出价不会被重复记录。',
  'clock-uncertain': '服务器时间正在校准，暂停接受出价，请稍候重试。',
  unavailable: '服务暂时不可用，请稍候重试。',
  'outcome-unknown': '暂时无法确认结果，请重试；同一笔操作不会被重复执行。',
  'idempotency-mismatch': '同一操作编号已用于其他内容，请刷新后重新操作。',

  forbidden: '您没有进行此操作的权限。',
  'two-factor-required': '此操作须先开启并通过两步验证。',
  'foreign-origin': '请求来自其他网站，已被拒绝。',
  'not-found': '未找到相应内容。',
  'method-not-allowed': '此地址不支持该操作。',
  'too-large': '提交的内容过大。',
  'unsupported-media-type': '不支持此类文件或内容。',
  'precondition-failed': '内容已被他人修改，请刷新后再试。',
  'precondition-required': '修改前请先读取最新内容。',
  internal: '系统发生错误，我们已记录，请稍候再试。',

  'unknown-lot': '没有这个拍品。',
  'lot-not-open': '拍品目前不在竞价期。',
  'lot-closed': '竞价已经结束。',
  'not-registered': '贵机构尚未报名竞买此拍品。',
  'conditions-not-accepted': '请先阅读并同意竞买须知。',
  barred: '依照规则，您不得竞买此拍品。',
  'deposit-required': '本轮保证金尚未到账，暂不能出价。',
  'authority-exceeded': '出价超出委托人授权的限额或期限。',
  'wrong-currency': '币种与拍品不符。',
  'not-a-multiple': '加价须为加价幅度的整数倍。',
  'below-start': '出价低于起拍价。',
  'below-asking': '出价低于当前应报价，请按最新价格重新出价。',
  'above-limit': '出价超过当前应报价的十倍，请核对金额。',
  'already-leading': '您的出价目前领先，无须再次出价。',

  'bad-credit-code': '统一社会信用代码有误，请核对。',
  'not-accredited': '贵机构尚未通过平台认证。',

  'bad-identifier': '权利编号有误，请核对校验位。',
  'unknown-format': '无法识别此文件的格式。',
  'unsafe-xml': 'XML 文件含有文档类型定义或实体，出于安全考虑不予读取。',
  'bad-encoding': '文件编码无法识别或前后不一致，请另存为 UTF-8 或 GB18030。',
  'bad-header': 'CSV 表头与模板不符，请使用最新模板。',
  'import-faults': '部分行有误，请逐行更正，或只导入无误的行。',
  'wrong-state': '当前状态下不能进行此操作。',
  'own-approval': '提交人不得审批自己的申请，请由另一人审批。',
  'gates-closed': '尚不满足上架条件，请逐项补正。',

  'already-registered': '贵机构已报名此拍品。',
  'stale-conditions': '竞买须知已更新，请重新阅读并同意。',
  'amount-differs': '到账金额与应缴金额不一致。',
  'registration-closed': '报名已截止。',
  'bad-reference': '转账附言中的识别码有误，请核对。',
} as const satisfies Record<ProblemCode, string>;
