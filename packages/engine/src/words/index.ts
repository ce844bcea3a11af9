/** Sentences in Chinese and English for programs, issues, outcomes and explanations. */
export { plainText, widthOf } from './columns.ts'
export { expressionText } from './expression-text.ts'
export { issueReport, type ReportOptions } from './issue-report.ts'
export { issueSentence, outcomeSentence } from './issue-sentence.ts'
export { LANGS, type Lang } from './lang.ts'
export { limitSentence } from './limit-sentence.ts'
export { criterionText, listSentence, listSideText } from './list-sentence.ts'
export {
  listingActionSentence,
  listingActionText,
  listingDueSentence,
  listingHiddenSentence,
  listingRefusalSentence,
  listingSentence,
  listingStateSentence,
  listingStateText,
  nominationSentence,
  reasonText,
  type StatedCode,
  type StatedLine,
  type StatedReason,
} from './listing-sentence.ts'
export { periodText } from './period-text.ts'
export { ruleSentence } from './rule-sentence.ts'
export { caseSentence, measureSentence, populationSentence, scoreSentence } from './score-sentence.ts'
export { rankingSentence, tierSentence } from './standing-sentence.ts'
export type { StatedStep } from './step-facts.ts'
export { stepSentence } from './step-sentence.ts'
