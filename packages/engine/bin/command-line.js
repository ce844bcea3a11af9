import { parseArgs } from 'node:util'
import { EXIT, Stop } from './stop.js'

/** An option of the command line: what stands for its value, its sentence in the help, and whether it is needed. */
/** @typedef {{ readonly value?: string, readonly help: string, readonly many?: true, readonly needed?: true, readonly of?: readonly string[] }} Option */

/** @type {Record<string, Option>} */
const PROGRAM = {
  program: { value: 'file', many: true, needed: true, help: 'a program, or a list of its versions; may be repeated' },
}

/** @type {Record<string, Option>} */
const LOG = {
  ...PROGRAM,
  events: {
    value: 'file',
    many: true,
    needed: true,
    help: 'items, one JSON a line; - is standard input, gzip is unpacked',
  },
  roster: { value: 'file', many: true, help: 'more items, read before the events' },
  'as-of': { value: 'instant', help: 'the instant the result is for (default: the latest item)' },
}

/** @type {Record<string, Option>} */
const SHOW = {
  format: { value: 'table|json', of: ['table', 'json'], help: 'how to show it (default: table)' },
  lang: { value: 'zh-CN|en', of: ['zh-CN', 'en'], help: 'language of labels and headings (default: by LANG)' },
  out: { value: 'file', help: 'write the result there instead of standard output' },
}

/** @type {Record<string, Option>} */
const ALWAYS = {
  help: { help: 'show this' },
  version: { help: 'show the version' },
}

/** What each command does and takes. */
/** @type {Record<string, { readonly does: string, readonly options: Record<string, Option> }>} */
export const COMMANDS = {
  score: {
    does: 'Scores a log of items by a program and prints rankings and scores.',
    options: {
      ...LOG,
      period: { value: 'key', help: 'only this period: 2021-Q1, or with its level quarter/2021-Q1' },
      ranking: { value: 'id', help: 'only this ranking' },
      within: { value: 'unit', help: 'only this unit, where a ranking is within units' },
      ...SHOW,
      ...ALWAYS,
    },
  },
  explain: {
    does: 'Explains a score of one subject in one period, down to each event and limit.',
    options: {
      ...LOG,
      subject: { value: 'kind/id', needed: true, help: 'whose score' },
      period: { value: 'level/key', needed: true, help: 'in which period: quarter/2021-Q1' },
      score: { value: 'id', needed: true, help: 'which score' },
      ...SHOW,
      ...ALWAYS,
    },
  },
  trial: {
    does: 'Scores a log by a program and by a candidate, and prints what would be different.',
    options: {
      ...LOG,
      candidate: { value: 'file', many: true, needed: true, help: 'the candidate, or a list of its versions' },
      ...SHOW,
      ...ALWAYS,
    },
  },
  lint: {
    does: 'Checks a program: mistakes, and what is allowed but may not be meant.',
    options: { ...PROGRAM, ...SHOW, ...ALWAYS },
  },
}

/** What the command line said: every value by its option, lists where an option may be repeated. */
/** @typedef {{ readonly one: (name: string) => string | undefined, readonly many: (name: string) => readonly string[], readonly has: (name: string) => boolean }} Arguments */

/**
 * Returns the arguments of a command. Refuses what it does not know by a Stop.
 * @param {string} command
 * @param {readonly string[]} argv
 * @returns {Arguments}
 */
export function readArguments(command, argv) {
  const options = COMMANDS[command]?.options ?? {}
  const values = parsed(command, argv, options)
  /** @param {string} name */
  const many = (name) => {
    const value = values[name]
    return Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)]
  }
  if (values.help !== true && values.version !== true) {
    for (const [name, option] of Object.entries(options)) {
      if (option.needed && many(name).length === 0) throw usage(command, `--${name} is needed`)
      const wrong = many(name).find((value) => option.of && !option.of.includes(value))
      if (wrong !== undefined) throw usage(command, `--${name} is one of ${option.of?.join(', ')}, not ${wrong}`)
      if (many(name).includes('')) throw usage(command, `--${name} is empty`)
    }
    const inputs = ['events', 'roster', 'program', 'candidate'].flatMap((name) => many(name))
    if (inputs.filter((path) => path === '-').length > 1) throw usage(command, 'only one file can be standard input')
  }
  return { many, one: (name) => many(name).at(-1), has: (name) => values[name] === true }
}

/**
 * @param {string} command
 * @param {readonly string[]} argv
 * @param {Record<string, Option>} options
 */
function parsed(command, argv, options) {
  const config = Object.fromEntries(
    Object.entries(options).map(([name, option]) => [
      name,
      {
        type: /** @type {'string' | 'boolean'} */ (option.value === undefined ? 'boolean' : 'string'),
        ...(option.many && { multiple: true }),
      },
    ]),
  )
  try {
    return parseArgs({ args: [...argv], options: config, allowPositionals: false }).values
  } catch (error) {
    const text = error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error)
    throw usage(command, text)
  }
}

/**
 * A Stop for a command line that cannot be understood.
 * @param {string} command
 * @param {string} text
 */
export function usage(command, text) {
  return new Stop(EXIT.usage, [`jixing ${command}: ${text}`, `See: jixing ${command} --help`])
}

/**
 * Returns the help of a command.
 * @param {string} command
 */
export function helpOf(command) {
  const { does, options } = /** @type {typeof COMMANDS[string]} */ (COMMANDS[command])
  const names = Object.entries(options).map(([name, { value }]) => `--${name}${value === undefined ? '' : ` ${value}`}`)
  const width = Math.max(...names.map((name) => name.length))
  const needed = Object.entries(options)
    .filter(([, option]) => option.needed)
    .map(([name, option]) => ` --${name} ${option.value}`)
  return [
    does,
    '',
    `jixing ${command}${needed.join('')} [options]`,
    '',
    ...Object.values(options).map((option, i) => `  ${(names[i] ?? '').padEnd(width)}  ${option.help}`),
    '',
    'Exit status: 0 done · 1 some lines refused · 2 usage · 3 program not valid · 4 file unreadable · 5 result not written',
  ]
}

/** Returns the help of jixing itself. */
export function help() {
  return [
    'Jixing 积星: scores, explains and tries programs over files.',
    '',
    ...Object.entries(COMMANDS).map(([name, { does }]) => `  jixing ${name.padEnd(8)} ${does}`),
    '',
    'jixing <command> --help tells its options; jixing --version the version.',
  ]
}
