import type { InEachLanguage } from './lang.ts'

/**
 * What trees, roster attributes, marks and assignments are usually called. A program has no place for their labels, so
 * these names stand for the ids that the presets use; any other id is said as it is.
 */
export const KNOWN_NAMES: InEachLanguage<Readonly<Record<string, string>>> = {
  'zh-CN': {
    party: '党组织',
    territory: '属地网格',
    status: '党员身份',
    full: '正式党员',
    probationary: '预备党员',
    hasCommittee: '设有支部委员会',
    appraisal: '民主评议',
    keyHousehold: '重点联系户',
    household: '联系户',
  },
  en: {
    party: 'party organisation',
    territory: 'territory',
    status: 'member status',
    full: 'full',
    probationary: 'probationary',
    hasCommittee: 'branch committee',
    appraisal: 'democratic appraisal',
    keyHousehold: 'key household',
    household: 'household',
  },
}
