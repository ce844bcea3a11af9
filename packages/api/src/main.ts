#!/usr/bin/env node
import { readConfig } from './config.ts'
import { sentenceOf } from './start/sentences.ts'
import { start } from './start/start.ts'
import { VERSION } from './version.ts'

const titles: Readonly<Record<string, string>> = {
  'street-admin': '街道管理员 street admin',
  'community-secretary': '社区党委书记 community secretary',
  'branch-secretary': '支部书记 branch secretary',
  member: '党员 member',
}

const read = readConfig(process.env)
if ('errors' in read) {
  for (const error of read.errors) console.error(error)
  process.exit(1)
}
const { config } = read

try {
  const running = await start(config, (line) => console.info(line))
  console.info(`\nJixing 积星 ${VERSION}   ${running.address}\n`)
  if (running.demonstration) {
    const { users, password } = running.demonstration
    console.info(`Demonstration: all people and events are made up. Password of every account: ${password}`)
    for (const { account, role, name } of users) console.info(`  ${account.padEnd(10)} ${titles[role]}, ${name}`)
    console.info('')
  }
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // A second signal means: now.
      if (stopping) process.exit(1)
      stopping = true
      running.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error)
          process.exit(1)
        },
      )
    })
  }
} catch (error) {
  const sentence = sentenceOf(error, { folder: config.dataDir, host: config.host, port: config.port })
  console.error(sentence ?? error)
  process.exit(1)
}
