import type { enPresence } from './en-presence.ts'

export const zhPresence: typeof enPresence = {
  presence: {
    views: (name) => `${name}正在查看`,
    writes: (name) => `${name}正在输入`,
    and: '，',
    writing: (names) => `${names.join('、')}正在输入`,
    answered: (name) => `你输入期间，${name}已经回复：`,
    seen: '查看',
    readFirst: '先看看',
    sendAnyway: '仍然发送',
  },
  news: {
    reply: (guest) => `${guest}发来消息`,
    assigned: (guest) => `${guest}的工单已分配给你`,
    mention: (guest) => `有人提到了你：${guest}`,
  },
  agentStatus: {
    title: '我的状态',
    label: (status) => `我的状态：${status}`,
    online: '在线',
    offline: '离线',
    off_duty: '不在班',
    offDutyWhy: '当前不在排班时间，上班后会继续分配工单。',
    source: {
      agent: '由你设置。',
      manager: '由管理员设置。',
      program: '由应用设置。',
      schedule: '按排班自动设置。',
    },
    since: (time) => `始于 ${time}。`,
    holdsUntil: (time) => `${time} 起重新按排班切换。`,
    dutyChanges: (time) => `${time} 换班。`,
    takeTickets: '接收新工单',
    follow: '跟随排班',
    followHelp: '随班次自动上线、下线；手动设置的状态保持到下一次换班。',
    load: (open, most) => `手上 ${open} 个工单，上限 ${most} 个`,
    full: '已满，关闭一个后才会继续分配。',
  },
}
