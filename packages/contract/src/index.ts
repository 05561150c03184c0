export * from './endpoint.ts'
export { feishu } from './feishu/index.ts'
export { console } from './console/index.ts'
export { livePath, LiveEvent } from './console/live.ts'
