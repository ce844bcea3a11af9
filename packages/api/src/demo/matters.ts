import type { Random } from './seeded-random.ts'

/** What an appeal, an issue, a wish or a deed is about: its topic and a short text without names. */
export interface Matter {
  readonly topic: 'party' | 'service' | 'city' | 'safety' | 'convenience'
  readonly about: string
}

type Topic = Matter['topic']

const SPOTS = [
  '村口',
  '篮球场旁',
  '主干道',
  '出租楼 3 栋',
  '出租楼 12 栋',
  '市场后巷',
  '小学门口',
  '祠堂前',
  '公交站旁',
  '老围屋边',
  '河边步道',
  '停车场',
]

const APPEALS: readonly [Topic, string][] = [
  ['city', '{}垃圾桶满溢'],
  ['city', '{}路灯不亮'],
  ['city', '{}乱停车堵路'],
  ['city', '{}夜间烧烤油烟扰民'],
  ['city', '{}积水难行'],
  ['city', '{}井盖松动'],
  ['safety', '{}电动车楼道充电'],
  ['safety', '{}消防通道被占'],
  ['safety', '{}电线私拉乱接'],
  ['safety', '{}外墙瓷砖脱落'],
  ['service', '老人上下楼不便,申请助老服务'],
  ['service', '孩子放学后无人看管'],
  ['service', '咨询积分入学办理'],
  ['service', '居住登记与居住证办理'],
  ['service', '残疾人证换领'],
  ['convenience', '{}希望增设快递柜'],
  ['convenience', '{}希望增设晾晒区'],
  ['convenience', '{}希望增设电动车充电桩'],
  ['convenience', '咨询疫苗接种点时间'],
  ['convenience', '水压低,高层缺水'],
]

const ISSUES: readonly [Topic, string][] = [
  ['city', '{}安装防撞柱'],
  ['city', '{}规划晾晒区'],
  ['city', '{}停车位划线'],
  ['city', '{}绿化补种'],
  ['city', '{}环境卫生整治'],
  ['city', '{}垃圾分类投放点调整'],
  ['safety', '{}增设灭火器箱'],
  ['safety', '{}电动车充电棚建设'],
  ['safety', '{}增设监控与照明'],
  ['safety', '燃气入户工程分批安排'],
  ['safety', '疫情防控卡点值守排班'],
  ['service', '{}空地改建公益康乐园'],
  ['service', '{}设置议事角'],
  ['service', '引入周末文艺演出'],
  ['service', '暑期四点半课堂'],
  ['party', '红色网格公示牌更新'],
  ['convenience', '{}增设休闲座椅'],
  ['convenience', '{}健身器材维修'],
  ['convenience', '引进便民维修日'],
  ['convenience', '{}增设快递柜'],
]

const WISHES: readonly [Topic, string][] = [
  ['service', '一个新书包'],
  ['service', '一盏护眼台灯'],
  ['service', '一床冬被'],
  ['service', '一辆轮椅'],
  ['service', '一次家电检修'],
  ['service', '一套课外书'],
  ['service', '陪同就医一次'],
  ['service', '一台电风扇'],
  ['service', '教会用智能手机'],
  ['service', '理一次发'],
  ['service', '一桶油一袋米'],
  ['service', '安装浴室扶手'],
  ['service', '一副老花镜'],
  ['service', '一次全家福拍摄'],
]

const DEEDS: readonly [Topic, string][] = [
  ['convenience', '修好{}路灯'],
  ['city', '清理{}卫生死角'],
  ['safety', '为{}加装烟感报警器'],
  ['service', '帮独居老人办理社保'],
  ['convenience', '{}加装雨棚'],
  ['city', '疏通{}下水道'],
  ['service', '为工友开设普通话班'],
  ['safety', '协调{}电动车集中充电'],
  ['convenience', '{}加装扶手'],
  ['service', '组织{}义诊'],
  ['party', '为大家讲解入户政策'],
  ['city', '协调{}停车秩序'],
]

const LISTS = { appeal: APPEALS, issue: ISSUES, wish: WISHES, deed: DEEDS }

/** Draws what something is about. */
export function drawMatter(random: Random, of: keyof typeof LISTS): Matter {
  const [topic, words] = random.pick(LISTS[of])
  return { topic, about: words.replace('{}', random.pick(SPOTS)) }
}
