import type { RightView } from '@reassign/shared/listings/api.ts';
import type { DemoAsset } from './asset.ts';
import { withCheck } from './renumber.ts';

/*
 * What was sold, or not, in the half year before the demo begins: invented like the rest. Their numbers lie in series of
 * their own, which no later batch reaches.
 */

interface Told {
  readonly asset: DemoAsset;
  /** How many days before the demo's start its notice was published. */
  readonly publishedDaysAgo: number;
  /** None: nobody came. */
  readonly bids: number;
}

type Debtor = DemoAsset['debtor'];
const debtor = (name: string, creditCode: string): Debtor => ({ name, creditCode });

const taihu = debtor('太湖碳纤维（虚构）有限公司', '91320206MAE900094P');
const fenyang = debtor('汾阳酒曲生物（虚构）科技有限公司', '91140106MAE900027F');
const hukou = debtor('壶口软件（虚构）有限公司', '91140105MAE90006X9');
const pingyao = debtor('平遥文创（虚构）有限公司', '91140107MAE9000861');
const taihang = debtor('太行智能矿山（虚构）股份有限公司', '91140109MAE900051B');
const wutai = debtor('五台中药（虚构）制药有限公司', '91140106MAE900078P');
const qinling = debtor('秦岭陶瓷（虚构）有限公司', '91610113MAE9001157');
const donghu = debtor('东湖光电（虚构）有限公司', '91420106MAE900123L');
const luoshui = debtor('洛水轴承（虚构）有限公司', '91410305MAE9001317');

const told = (
  owner: Debtor,
  appraisedWan: number,
  right: RightView,
  publishedDaysAgo: number,
  bids: number,
): Told => ({ asset: { debtor: owner, right, appraisedWan }, publishedDaysAgo, bids });

const invention = (owner: Debtor, serial: number, title: string, ipc: string[]): RightView => {
  const year = 2015 + (serial % 6);
  return {
    type: 'patent',
    kind: 'invention',
    jurisdiction: 'CN',
    owners: [owner],
    title,
    applicationNumber: withCheck(`${String(year)}1998${String(serial).padStart(4, '0')}`),
    publicationNumber: `CN19980${String(serial).padStart(4, '0')}B`,
    filedOn: `${String(year)}-0${String(1 + (serial % 9))}-14`,
    grantedOn: `${String(year + 2)}-0${String(1 + (serial % 9))}-24`,
    ipc,
    claims: 6 + (serial % 9),
  };
};

const mark = (
  owner: Debtor,
  registrationNumber: string,
  title: string,
  niceClass: number,
  goods: string,
): RightView => ({
  type: 'trademark',
  jurisdiction: 'CN',
  owners: [owner],
  niceEdition: 'NCL 13-2026',
  registrationNumber,
  title,
  niceClass,
  goods,
  registeredOn: '2021-08-07',
  expiresOn: '2031-08-06',
});

const software = (owner: Debtor, registrationNumber: string, title: string): RightView => ({
  type: 'copyright',
  jurisdiction: 'CN',
  owners: [owner],
  work: 'software',
  registrationNumber,
  title,
  publishedOn: '2019-05-18',
  registeredOn: '2019-11-09',
});

/** Oldest first. */
export const pastAssets: readonly Told[] = [
  told(taihang, 330, invention(taihang, 1103, '煤层气井排采智能控制方法', ['E21B 43/00']), 176, 11),
  told(qinling, 68, mark(qinling, '98000117', '塞上窑火', 21, '日用陶瓷；瓷器；茶具'), 168, 7),
  told(hukou, 96, software(hukou, '2019SR9800115', '选煤厂集中控制软件 V4.2'), 150, 0),
  told(wutai, 520, invention(wutai, 1248, '党参炔苷的连续逆流提取方法', ['C07H 15/00']), 141, 18),
  told(luoshui, 145, invention(luoshui, 1365, '轴承套圈感应淬火变形抑制方法', ['C21D 9/40']), 126, 6),
  told(pingyao, 54, mark(pingyao, '98000254', '平遥掌灯', 16, '明信片；画册；文具'), 118, 9),
  told(donghu, 870, invention(donghu, 1482, '深紫外发光二极管外延结构及其生长方法', ['H01L 33/06']), 104, 22),
  told(fenyang, 110, software(fenyang, '2020SR9800226', '白酒窖池温湿度监测软件 V2.0'), 96, 5),
  told(taihu, 240, invention(taihu, 1519, '回收碳纤维的表面上浆方法', ['D06M 15/55']), 82, 0),
  told(wutai, 75, mark(wutai, '98000391', '五台清芷', 5, '中药饮片；医用茶'), 74, 13),
  told(taihang, 390, invention(taihang, 1636, '巷道围岩变形的光纤监测方法', ['G01B 11/16']), 66, 8),
  told(hukou, 62, software(hukou, '2021SR9800337', '井下人员定位软件 V1.8'), 58, 0),
];

/** Nobody bought it in two rounds: it waits at their last price. */
export const waitingAsset: DemoAsset = told(
  qinling,
  128,
  invention(qinling, 1753, '骨质瓷坯体的微波烧结方法', ['C04B 35/64']),
  0,
  0,
).asset;
