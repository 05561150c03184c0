import type { enExplorer } from './en-explorer.ts'

export const zhExplorer: typeof enExplorer = {
  explorer: { title: 'API 调试台' },
  events: {
    title: '事件',
    parked: (n) => `${n} 个事件已放弃投递`,
  },
}
