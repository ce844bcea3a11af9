import { VERSION } from '@jixing/engine'

console.info(`Jixing ${VERSION}`)
