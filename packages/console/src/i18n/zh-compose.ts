import type { enCompose } from './en-compose.ts'
import { join } from './join.ts'

export const zhCompose: typeof enCompose = {
  rich: {
    image: '图片',
    imageMissing: '图片无法显示',
    fileMissing: '文件无法打开',
    openImage: (name) => `查看大图：${name}`,
    download: (name) => join('下载', name),
    audio: (name) => `音频：${name}`,
    video: (name) => `视频：${name}`,
    recalled: '消息已撤回',
    edited: '已编辑',
    editedAt: (time) => join('编辑于', time),
    unread: '以下是新消息',
  },
}
