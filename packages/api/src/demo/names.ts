import type { Random } from './seeded-random.ts'

/** A made-up name in both scripts. */
export interface PersonName {
  readonly zh: string
  readonly en: string
}

/** Surnames with pinyin, from common to rare; those of Guangdong come early. */
const SURNAMES =
  '陈 Chen,李 Li,黄 Huang,林 Lin,刘 Liu,梁 Liang,张 Zhang,罗 Luo,叶 Ye,王 Wang,何 He,邓 Deng,曾 Zeng,廖 Liao,赖 Lai,温 Wen,吴 Wu,周 Zhou,郑 Zheng,谢 Xie,杨 Yang,钟 Zhong,彭 Peng,丘 Qiu,曹 Cao,许 Xu,徐 Xu,孙 Sun,胡 Hu,朱 Zhu,高 Gao,马 Ma,郭 Guo,冯 Feng,蔡 Cai,潘 Pan,袁 Yuan,卢 Lu,蒋 Jiang,余 Yu,杜 Du,戴 Dai,夏 Xia,范 Fan,方 Fang,石 Shi,姚 Yao,谭 Tan,邹 Zou,熊 Xiong,金 Jin,陆 Lu,孔 Kong,白 Bai,崔 Cui,康 Kang,邱 Qiu,秦 Qin,江 Jiang,史 Shi,顾 Gu,侯 Hou,邵 Shao,孟 Meng,龙 Long,万 Wan,段 Duan,雷 Lei,钱 Qian,汤 Tang,尹 Yin,黎 Li,易 Yi,常 Chang,武 Wu,乔 Qiao,贺 He,凌 Ling,欧阳 Ouyang,翁 Weng,施 Shi,骆 Luo,古 Gu,甘 Gan,游 You'
    .split(',')
    .map((one) => one.split(' ') as [string, string])

/** Given-name characters by generation: first and second ones, of men and of women. */
const GIVEN = {
  older: {
    men: [
      '国 Guo,建 Jian,志 Zhi,德 De,永 Yong,文 Wen,金 Jin,新 Xin,祥 Xiang,保 Bao,福 Fu,庆 Qing',
      '华 Hua,生 Sheng,平 Ping,良 Liang,忠 Zhong,荣 Rong,辉 Hui,昌 Chang,林 Lin,泉 Quan,松 Song,根 Gen',
    ],
    women: [
      '秀 Xiu,桂 Gui,玉 Yu,美 Mei,淑 Shu,春 Chun,凤 Feng,爱 Ai,月 Yue,惠 Hui,素 Su,瑞 Rui',
      '英 Ying,兰 Lan,珍 Zhen,芳 Fang,琴 Qin,梅 Mei,莲 Lian,娥 E,云 Yun,香 Xiang,清 Qing,容 Rong',
    ],
  },
  middle: {
    men: [
      '伟 Wei,志 Zhi,海 Hai,文 Wen,晓 Xiao,建 Jian,少 Shao,锦 Jin,振 Zhen,立 Li,仕 Shi,汉 Han,启 Qi,耀 Yao',
      '明 Ming,军 Jun,锋 Feng,斌 Bin,雄 Xiong,东 Dong,波 Bo,亮 Liang,健 Jian,鹏 Peng,涛 Tao,辉 Hui,坚 Jian,彬 Bin',
    ],
    women: [
      '丽 Li,雪 Xue,红 Hong,海 Hai,晓 Xiao,燕 Yan,小 Xiao,春 Chun,慧 Hui,美 Mei,碧 Bi,艳 Yan,静 Jing,少 Shao',
      '芬 Fen,玲 Ling,霞 Xia,萍 Ping,娟 Juan,敏 Min,琼 Qiong,媚 Mei,红 Hong,珊 Shan,华 Hua,虹 Hong,贞 Zhen,婵 Chan',
    ],
  },
  younger: {
    men: [
      '俊 Jun,宇 Yu,嘉 Jia,浩 Hao,子 Zi,泽 Ze,家 Jia,梓 Zi,思 Si,博 Bo,柏 Bai,炜 Wei,承 Cheng,逸 Yi',
      '杰 Jie,轩 Xuan,豪 Hao,然 Ran,航 Hang,彦 Yan,铭 Ming,宏 Hong,贤 Xian,洋 Yang,楠 Nan,诚 Cheng,阳 Yang,霖 Lin',
    ],
    women: [
      '嘉 Jia,欣 Xin,雅 Ya,诗 Shi,思 Si,梦 Meng,佩 Pei,晓 Xiao,芷 Zhi,婉 Wan,颖 Ying,舒 Shu,敏 Min,若 Ruo',
      '怡 Yi,琪 Qi,婷 Ting,雯 Wen,妍 Yan,瑶 Yao,彤 Tong,娴 Xian,莹 Ying,薇 Wei,晴 Qing,琳 Lin,仪 Yi,楠 Nan',
    ],
  },
} as const

/** Names that public figures bear, or people whom the press named: no one here is called so. */
const TAKEN = new Set([
  '何穆婷',
  '黄思标',
  '朱县华',
  '郑霞',
  '李建华',
  '王志刚',
  '李国英',
  '陈建平',
  '马永生',
  '张志军',
  '王小洪',
  '李永平',
  '刘国中',
  '孙志军',
  '李国平',
])

const split = (list: string): [string, string][] => list.split(',').map((one) => one.split(' ') as [string, string])

/** Draws made-up names; no two are the same. */
export function createNamer(random: Random): (birthYear: number) => PersonName {
  const used = new Set(TAKEN)
  return (birthYear) => {
    const generation = GIVEN[birthYear < 1962 ? 'older' : birthYear < 1984 ? 'middle' : 'younger']
    for (;;) {
      const [first, second] = random.chance(0.58) ? generation.men : generation.women
      const surname = random.weighted(SURNAMES, (one) => 30 / (SURNAMES.indexOf(one) + 6))
      const given = [random.pick(split(first)), random.pick(split(second))] as const
      const zh = surname[0] + given[0][0] + given[1][0]
      if (used.has(zh) || given[0][0] === given[1][0]) continue
      used.add(zh)
      return { zh, en: `${surname[1]} ${given[0][1]}${given[1][1].toLowerCase()}` }
    }
  }
}
