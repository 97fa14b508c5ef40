import type { RightView } from '@reassign/shared/listings/api.ts';

/*
 * The demo's world. Every company, mark, number and person in it is invented: companies say 虚构 or 演示 in their name, numbers lie in
 * series that the offices have not reached, and all check characters are right.
 */

type Of<Type extends RightView['type']> = Extract<RightView, { type: Type }>;

export interface DemoAsset {
  readonly debtor: { readonly name: string; readonly creditCode: string };
  readonly right: RightView;
  /** Appraised value in units of ten thousand yuan (万元). */
  readonly appraisedWan: number;
}

const asset = (name: string, creditCode: string, appraisedWan: number, right: RightView): DemoAsset => ({
  debtor: { name, creditCode },
  right,
  appraisedWan,
});

const patent = (
  name: string,
  creditCode: string,
  wan: number,
  right: Omit<Of<'patent'>, 'type' | 'jurisdiction' | 'owners'>,
): DemoAsset =>
  asset(name, creditCode, wan, {
    type: 'patent',
    jurisdiction: 'CN',
    owners: [{ name, creditCode }],
    ...right,
  });

const trademark = (
  name: string,
  creditCode: string,
  wan: number,
  right: Omit<Of<'trademark'>, 'type' | 'jurisdiction' | 'owners' | 'niceEdition'>,
): DemoAsset =>
  asset(name, creditCode, wan, {
    type: 'trademark',
    jurisdiction: 'CN',
    owners: [{ name, creditCode }],
    niceEdition: 'NCL 13-2026',
    ...right,
  });

const copyright = (
  name: string,
  creditCode: string,
  wan: number,
  right: Omit<Of<'copyright'>, 'type' | 'jurisdiction' | 'owners'>,
): DemoAsset =>
  asset(name, creditCode, wan, {
    type: 'copyright',
    jurisdiction: 'CN',
    owners: [{ name, creditCode }],
    ...right,
  });

export const demoAssets: readonly DemoAsset[] = [
  patent('晋耀煤机装备（虚构）有限公司', '91140105MAE9000196', 420, {
    kind: 'invention',
    applicationNumber: '201819990101.3',
    publicationNumber: 'CN199900101B',
    title: '一种煤矿瓦斯浓度多点融合预警方法及系统',
    filedOn: '2018-01-10',
    grantedOn: '2020-04-20',
    ipc: ['E21F 17/18', 'G08B 21/16'],
    claims: 10,
  }),
  patent('汾阳酒曲生物（虚构）科技有限公司', '91140106MAE900027F', 980, {
    kind: 'invention',
    applicationNumber: '201919990114.5',
    publicationNumber: 'CN199900118B',
    title: '锂离子电池硅碳负极材料及其制备方法',
    filedOn: '2019-02-11',
    grantedOn: '2021-05-21',
    ipc: ['H01M 4/36', 'H01M 4/62'],
    claims: 12,
  }),
  patent('并州新能源材料（虚构）有限公司', '91140107MAE900035Q', 360, {
    kind: 'invention',
    applicationNumber: '202019990127.5',
    publicationNumber: 'CN199900135B',
    title: '风电叶片前缘防冰涂层及其喷涂工艺',
    filedOn: '2020-03-12',
    grantedOn: '2022-06-22',
    ipc: ['F03D 80/40', 'C09D 163/00'],
    claims: 9,
  }),
  patent('雁门风电叶片（虚构）有限公司', '91140108MAE9000432', 65, {
    kind: 'utility-model',
    applicationNumber: '202129990140.0',
    publicationNumber: 'CN299900152U',
    title: '一种综采工作面液压支架快速换接装置',
    filedOn: '2021-04-13',
    grantedOn: '2023-07-23',
    ipc: ['E21D 23/16'],
    claims: 8,
  }),
  patent('太行智能矿山（虚构）股份有限公司', '91140109MAE900051B', 280, {
    kind: 'invention',
    applicationNumber: '201719990153.6',
    publicationNumber: 'CN199900169B',
    title: '清香型白酒大曲微生物定向强化方法',
    filedOn: '2017-05-14',
    grantedOn: '2019-08-24',
    ipc: ['C12G 3/02', 'C12N 1/20'],
    claims: 7,
  }),
  patent('壶口软件（虚构）有限公司', '91140105MAE90006X9', 760, {
    kind: 'invention',
    applicationNumber: '202119990166.X',
    publicationNumber: 'CN199900186B',
    title: '井下无人驾驶胶轮车协同调度方法',
    filedOn: '2021-06-15',
    grantedOn: '2023-01-25',
    ipc: ['G05D 1/02', 'G06Q 10/06'],
    claims: 14,
  }),
  patent('五台中药（虚构）制药有限公司', '91140106MAE900078P', 48, {
    kind: 'utility-model',
    applicationNumber: '202029990179.8',
    publicationNumber: 'CN299900203U',
    title: '一种矿用本安型巡检机器人行走机构',
    filedOn: '2020-07-16',
    grantedOn: '2022-02-26',
    ipc: ['B62D 57/02'],
    claims: 6,
  }),
  patent('平遥文创（虚构）有限公司', '91140107MAE9000861', 190, {
    kind: 'invention',
    applicationNumber: '201919990192.5',
    publicationNumber: 'CN199900220B',
    title: '低温烧结高铝耐火砖及其制备方法',
    filedOn: '2019-08-17',
    grantedOn: '2021-03-27',
    ipc: ['C04B 35/10'],
    claims: 8,
  }),
  patent('太湖碳纤维（虚构）有限公司', '91320206MAE900094P', 32, {
    kind: 'design',
    applicationNumber: '202139990205.7',
    publicationNumber: 'CN399900237S',
    title: '陶瓷茶具（云冈纹）',
    filedOn: '2021-01-18',
    grantedOn: '2023-04-20',
    ipc: [],
    locarno: '07-01',
  }),
  patent('运城盐化（虚构）有限公司', '91140109MAE900107E', 310, {
    kind: 'invention',
    applicationNumber: '202219990218.8',
    publicationNumber: 'CN199900254B',
    title: '粉煤灰制备沸石分子筛的连续化方法',
    filedOn: '2022-02-10',
    grantedOn: '2024-05-21',
    ipc: ['C01B 39/02'],
    claims: 10,
  }),
  patent('秦岭陶瓷（虚构）有限公司', '91610113MAE9001157', 540, {
    kind: 'invention',
    applicationNumber: '201819990231.7',
    publicationNumber: 'CN199900271B',
    title: '碳纤维预浸料恒张力缠绕装置及方法',
    filedOn: '2018-03-11',
    grantedOn: '2020-06-22',
    ipc: ['B29C 70/32'],
    claims: 11,
  }),
  patent('东湖光电（虚构）有限公司', '91420106MAE900123L', 56, {
    kind: 'utility-model',
    applicationNumber: '202229990244.6',
    publicationNumber: 'CN299900288U',
    title: '一种高转速主轴轴承油气润滑结构',
    filedOn: '2022-04-12',
    grantedOn: '2024-07-23',
    ipc: ['F16C 33/66'],
    claims: 7,
  }),
  patent('洛水轴承（虚构）有限公司', '91410305MAE9001317', 230, {
    kind: 'invention',
    applicationNumber: '202019990257.9',
    publicationNumber: 'CN199900305B',
    title: '黄芪多糖提取纯化工艺',
    filedOn: '2020-05-13',
    grantedOn: '2022-08-24',
    ipc: ['C08B 37/00', 'A61K 36/481'],
    claims: 6,
  }),
  patent('忻州杂粮食品（虚构）有限公司', '91140108MAE90014X8', 270, {
    kind: 'invention',
    applicationNumber: '202319990270.8',
    publicationNumber: 'CN199900322B',
    title: '矿山固废3D打印建材配方及打印方法',
    filedOn: '2023-06-14',
    grantedOn: '2025-01-25',
    ipc: ['C04B 28/00', 'B33Y 70/10'],
    claims: 9,
  }),
  patent('朔州固废利用（虚构）有限公司', '91140109MAE900158N', 1250, {
    kind: 'invention',
    applicationNumber: '201919990283.9',
    publicationNumber: 'CN199900339B',
    title: '氮化镓微型发光二极管巨量转移方法',
    filedOn: '2019-07-15',
    grantedOn: '2021-02-26',
    ipc: ['H01L 33/00'],
    claims: 15,
  }),
  patent('阳泉耐火材料（虚构）有限公司', '91140105MAE900166P', 450, {
    kind: 'invention',
    applicationNumber: '202119990296.3',
    publicationNumber: 'CN199900356B',
    title: '高盐废水零排放分质结晶系统',
    filedOn: '2021-08-16',
    grantedOn: '2023-03-27',
    ipc: ['C02F 9/00'],
    claims: 10,
  }),
  trademark('汾阳酒曲生物（虚构）科技有限公司', '91140106MAE900027F', 180, {
    registrationNumber: '99000101',
    title: '雁门望月',
    niceClass: 33,
    goods: '白酒；米酒；果酒（含酒精）',
    registeredOn: '2020-02-07',
    expiresOn: '2030-02-06',
  }),
  trademark('忻州杂粮食品（虚构）有限公司', '91140108MAE90014X8', 120, {
    registrationNumber: '99000138',
    title: '五谷晋香',
    niceClass: 30,
    goods: '面粉；谷类制品；杂粮制品',
    registeredOn: '2021-03-07',
    expiresOn: '2031-03-06',
  }),
  trademark('壶口软件（虚构）有限公司', '91140105MAE90006X9', 75, {
    registrationNumber: '99000175',
    title: '壶口听涛',
    niceClass: 9,
    goods: '计算机软件（已录制）；数据处理设备',
    registeredOn: '2022-04-07',
    expiresOn: '2032-04-06',
  }),
  trademark('秦岭陶瓷（虚构）有限公司', '91610113MAE9001157', 95, {
    registrationNumber: '99000212',
    title: '云冈瓷语',
    niceClass: 21,
    goods: '日用陶瓷；茶具；瓷器装饰品',
    registeredOn: '2020-05-07',
    expiresOn: '2030-05-06',
  }),
  trademark('五台中药（虚构）制药有限公司', '91140106MAE900078P', 260, {
    registrationNumber: '99000249',
    title: '晋芪源',
    niceClass: 5,
    goods: '中药成药；药用胶囊；医用营养品',
    registeredOn: '2021-06-07',
    expiresOn: '2031-06-06',
  }),
  trademark('太湖碳纤维（虚构）有限公司', '91320206MAE900094P', 60, {
    registrationNumber: '99000286',
    title: '吕梁丝路',
    niceClass: 24,
    goods: '纺织织物；碳纤维织物',
    registeredOn: '2022-07-07',
    expiresOn: '2032-07-06',
  }),
  copyright('太行智能矿山（虚构）股份有限公司', '91140109MAE900051B', 88, {
    work: 'software',
    registrationNumber: '2021SR9900111',
    title: '瓦斯预警云平台软件 V3.0',
    publishedOn: '2020-03-18',
    registeredOn: '2021-02-09',
  }),
  copyright('壶口软件（虚构）有限公司', '91140105MAE90006X9', 140, {
    work: 'software',
    registrationNumber: '2022SR9900212',
    title: '矿山数字孪生引擎软件 V2.1',
    publishedOn: '2021-04-18',
    registeredOn: '2022-03-09',
  }),
  copyright('汾阳酒曲生物（虚构）科技有限公司', '91140106MAE900027F', 42, {
    work: 'software',
    registrationNumber: '2020SR9900313',
    title: '酒曲发酵过程监控系统 V1.5',
    publishedOn: '2020-05-18',
    registeredOn: '2021-04-09',
  }),
  copyright('平遥文创（虚构）有限公司', '91140107MAE9000861', 36, {
    work: 'work',
    registrationNumber: '国作登字-2021-F-99900114',
    title: '《云冈小沙弥》系列美术作品',
    publishedOn: '2021-06-18',
    registeredOn: '2022-05-09',
  }),
];
