import { zh as auctions } from './auctions.zh.ts';
import { zh as common } from './common.zh.ts';
import { zh as home } from './home.zh.ts';
import { zh as live } from './live.zh.ts';
import { zh as problems } from './problems.zh.ts';
import { zh as settlement } from './settlement.zh.ts';

export const zh = { auctions, common, home, live, problems, settlement } as const;
