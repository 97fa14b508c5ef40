export const zh = {
  title: '成交确认书核验',
  genuine: '本确认书由平台出具，内容哈希与存档一致。',
  'not-genuine': '哈希与存档不一致：这份确认书不是平台出具的，或内容被改动过。',
  'no-hash': '平台出具过此编号的确认书。请扫描纸面上的二维码，以核对内容哈希。',
  voided: '该笔成交已于 {time} 撤销，确认书作废。',
  'made-at': '出具时间',
  signature: '平台签名（C2SP 签名文本）',
  'signature-note': '签名密钥见 {place}；任何人可以离线验证。',
  compare: '请核对纸面与下列公示内容是否一致。',
} as const;
