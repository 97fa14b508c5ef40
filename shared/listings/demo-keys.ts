/**
 * Keys of the demo's keepers, made for it and known to everybody: whoever tries the demo plays them. Nobody else ever uses
 * them, and no platform that is not a demo offers them.
 */
export const demoKeys = {
  operator: {
    recipient: 'age1c68aq8pxv4uu239vewvgem9x27tlc2pag32cege9ylxjwnf6sf6qr5z8x4',
    identity: 'AGE-SECRET-KEY-15E2LS8RVARFT842Y5UG42HCFJHZFXMR2AZH6YSJQSV2GMNX5STHS2W80DD',
  },
  bank: {
    recipient: 'age1d785lva7k27zjtpl4cu2rhe26pmth5hv36fcr4y8pv9hafflwy9qwwu9af',
    identity: 'AGE-SECRET-KEY-1S8HK0TAY60FFCTZ49V6D6JPU33SWR9D9R28FRHLX7N0X3F5JE2NQS4YQY2',
  },
  supervisor: {
    recipient: 'age1fmfz0x02cnhvv4qqepyrguaamdgjpjns03a5g2e7j7g9v76scc9sguxkjf',
    identity: 'AGE-SECRET-KEY-1KGS0NH6FU58SAPE4KAUEYW5MVU86653KJYPYS04NFF53THAYZ7TQD4XK86',
  },
} as const;
