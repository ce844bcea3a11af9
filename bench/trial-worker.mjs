// In a browser's worker: the engine as it is published, over the same world.
import * as engine from '/engine/index.js'
import { timeTrials } from './trial-figures.mjs'
import * as world from './world.mjs'

self.postMessage(timeTrials({ engine, world }))
