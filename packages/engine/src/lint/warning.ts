import type { Issue } from '../base/issue.ts'

/**
 * What is allowed but looks like a mistake or needs a second thought. The side entry `lint` reads a valid program and
 * warns; it changes nothing, and no other stage depends on it.
 */
export type Warning = Issue

/** Adds a warning. */
export type Warn = (code: string, path: string, params: Warning['params']) => void
