export { VERSION } from '@jixing/engine'
