/** The demo desk of a bookshop: enough to see every state of a ticket, in Chinese and English. */

export const agents = [
  { key: 'lin', name: '林晓', enName: 'Lin Xiao', department: '客户服务', city: 'Shanghai', country: 'CN' },
  {
    key: 'emma',
    name: 'Emma Clarke',
    email: 'emma.clarke@example.com',
    department: 'Support',
    city: 'London',
    country: 'GB',
  },
  {
    key: 'chen',
    name: '陈宇',
    enName: 'Chen Yu',
    email: 'chen.yu@example.com',
    department: '客户服务',
    city: 'Beijing',
    country: 'CN',
  },
] as const

export const guests = [
  {
    key: 'wang',
    name: '王思远',
    email: 'wang.siyuan@example.com',
    department: '市场部',
    city: 'Shanghai',
    country: 'CN',
  },
  {
    key: 'liu',
    name: '刘婷婷',
    email: 'liu.tingting@example.com',
    department: '财务部',
    city: 'Hangzhou',
    country: 'CN',
  },
  {
    key: 'zhao',
    name: '赵一鸣',
    email: 'zhao.yiming@example.com',
    department: '研发部',
    city: 'Shenzhen',
    country: 'CN',
  },
  {
    key: 'olivia',
    name: 'Olivia Brown',
    email: 'olivia.brown@example.com',
    department: 'Marketing',
    city: 'London',
    country: 'GB',
  },
  {
    key: 'marco',
    name: 'Marco Rossi',
    email: 'marco.rossi@example.com',
    department: 'Logistics',
    city: 'Milan',
    country: 'IT',
  },
  {
    key: 'sun',
    name: '孙佳怡',
    email: 'sun.jiayi@example.com',
    department: '人事部',
    city: 'Beijing',
    country: 'CN',
  },
  { key: 'reader', name: '读者 8213', kind: 'visitor', city: 'Chengdu', country: 'CN' },
  {
    key: 'amelie',
    name: 'Amélie Laurent',
    kind: 'visitor',
    email: 'amelie@example.org',
    city: 'Lyon',
    country: 'FR',
  },
  {
    key: 'daniel',
    name: 'Daniel Kim',
    kind: 'visitor',
    email: 'daniel.kim@example.org',
    city: 'Seoul',
    country: 'KR',
  },
] as const

export const categories = [
  { key: 'orders', name: '订单与配送', language: 'zh_cn' },
  { key: 'returns', name: '退换货', language: 'zh_cn', parent: 'orders' },
  { key: 'invoice', name: '发票与报销', language: 'zh_cn' },
  { key: 'shipping', name: 'Orders and delivery', language: 'en_us' },
  { key: 'account', name: 'Account', language: 'en_us' },
  { key: 'gift', name: 'Gift cards', language: 'en_us' },
] as const

export const faqs = [
  [
    'orders',
    '下单后多久发货？',
    '工作日 16:00 前付款的订单当天发出，之后的订单次日发出。预售图书以商品页面标注的日期为准。',
    ['什么时候发货', '几天能到'],
  ],
  [
    'orders',
    '如何查询物流进度？',
    '在「我的订单」中打开订单即可看到快递单号和最新位置。发货 24 小时后仍没有更新，请联系我们。',
    ['快递到哪了', '物流查询'],
  ],
  [
    'orders',
    '可以修改收货地址吗？',
    '发货前可以在订单详情里自行修改；发货后请尽快联系客服，我们会尝试联系快递改派。',
    ['改地址'],
  ],
  [
    'returns',
    '收到的书有破损怎么办？',
    '请在签收后 7 天内拍照发给客服，我们会立即补寄，破损的书不用寄回。',
    ['书坏了', '破损'],
  ],
  [
    'returns',
    '七天无理由退货怎么办理？',
    '未拆塑封的图书支持七天无理由退货，在订单详情点击「申请退货」，按提示寄回即可。',
    ['退货', '退款'],
  ],
  [
    'invoice',
    '如何开具电子发票？',
    '订单完成后在「我的发票」填写抬头和税号，电子发票会在 10 分钟内发送到邮箱。',
    ['开票', '发票'],
  ],
  [
    'invoice',
    '发票抬头写错了能重开吗？',
    '当月的发票可以在线作废重开；跨月请联系客服人工处理，需要 1 到 2 个工作日。',
    ['发票抬头', '重开发票'],
  ],
  [
    'shipping',
    'How long does delivery take?',
    'Two to three working days within the country, five to nine days abroad. You receive a tracking number when the parcel leaves.',
    ['delivery time', 'when will it arrive'],
  ],
  [
    'shipping',
    'Do you ship abroad?',
    'Yes, to 42 countries. Duties are shown before you pay and nothing is due at the door.',
    ['international shipping'],
  ],
  [
    'account',
    'I forgot my password',
    'Choose “Forgot password” on the sign-in page. The link we send is good for one hour.',
    ['reset password', 'cannot sign in'],
  ],
  [
    'account',
    'How do I change my e-mail address?',
    'Open Settings, then Account. We send a link to the new address; the change takes effect when you open it.',
    ['change email'],
  ],
  [
    'gift',
    'How long is a gift card valid?',
    'Three years from the day it was bought. The balance is shown at checkout and under Settings.',
    ['gift card expiry'],
  ],
] as const

export const fields = [
  {
    key: 'order_number',
    name: '订单号 Order number',
    type: 'string',
    entity: 'ticket',
    description: '以 LB 开头的订单号',
    required: false,
  },
  {
    key: 'request_type',
    name: '问题类型 Request type',
    type: 'dropdown',
    entity: 'ticket',
    description: '客服处理时选择',
    required: false,
    options: ['配送', '退换货', '发票', '账号', '其他'],
  },
  {
    key: 'resolution_note',
    name: '处理说明 Resolution note',
    type: 'multiline',
    entity: 'ticket',
    description: '关闭工单前填写',
    required: false,
  },
  {
    key: 'membership',
    name: '会员等级 Membership',
    type: 'string',
    entity: 'user',
    description: '来自会员系统',
    required: false,
  },
] as const

type Who = 'g' | 'a' | 'b'

export interface Conversation {
  readonly guest: (typeof guests)[number]['key']
  readonly agent?: (typeof agents)[number]['key']
  readonly status:
    | 'bot'
    | 'queueing'
    | 'processing'
    | 'waiting_for_guest'
    | 'pending'
    | 'closed_by_agent'
    | 'closed_by_guest'
    | 'closed_by_bot'
  /** When the last message was sent, minutes before now. */
  readonly ago: number
  readonly channel: number
  readonly tags?: readonly string[]
  readonly fields?: Readonly<Record<string, string>>
  readonly score?: 1 | 2 | 3
  readonly solved?: boolean
  readonly remark?: string
  readonly lines: readonly (readonly [who: Who, text: string])[]
}

export const conversations: readonly Conversation[] = [
  {
    guest: 'wang',
    agent: 'lin',
    status: 'processing',
    ago: 4,
    channel: 2,
    tags: ['加急', '配送'],
    fields: { order_number: 'LB20261118-0932', request_type: '配送' },
    remark: '客户周五活动要用，已联系顺丰改为次日达，等快递回复。',
    lines: [
      ['g', '你好，我 11 月 18 日下的 30 本《设计心理学》还没到，周五培训要用。'],
      ['b', '您好，为您找到：「如何查询物流进度？」在「我的订单」中打开订单即可看到快递单号和最新位置。'],
      ['g', '物流停在杭州转运中心两天了，转人工。'],
      ['a', '王先生您好，我是林晓。我查到包裹在杭州中转时漏扫，正在联系快递加急。'],
      ['a', '快递答应今晚发出，明天下午送到。我会一直盯着，有变化马上告诉您。'],
      ['g', '好的，如果明天到不了能不能先从上海仓调一批？'],
    ],
  },
  {
    guest: 'olivia',
    agent: 'emma',
    status: 'waiting_for_guest',
    ago: 26,
    channel: 9,
    tags: ['invoice'],
    fields: { order_number: 'LB20261102-4410', request_type: '发票' },
    lines: [
      [
        'g',
        'Hi! Our finance team needs the VAT number on the invoice for order LB20261102-4410. Can you reissue it?',
      ],
      ['a', 'Hello Olivia, of course. Which VAT number should be on it, and is the company name unchanged?'],
      ['g', 'GB 927 4410 18, and yes, the name stays the same.'],
      [
        'a',
        'Thank you. The new invoice is in your inbox now. Could you check that everything is right before I close this?',
      ],
    ],
  },
  {
    guest: 'liu',
    status: 'queueing',
    ago: 9,
    channel: 2,
    tags: ['发票'],
    lines: [
      ['g', '上个月的发票抬头写错了，少了“有限公司”四个字，还能重开吗？'],
      [
        'b',
        '您好，为您找到：「发票抬头写错了能重开吗？」当月的发票可以在线作废重开；跨月请联系客服人工处理。',
      ],
      ['g', '是跨月的，请帮我转人工，报销月底截止。'],
    ],
  },
  {
    guest: 'marco',
    status: 'queueing',
    ago: 17,
    channel: 9,
    tags: ['delivery'],
    lines: [
      [
        'g',
        'Two of the five boxes for the Milan office arrived wet. The courier noted it on delivery. What do you need from us?',
      ],
    ],
  },
  {
    guest: 'zhao',
    agent: 'chen',
    status: 'pending',
    ago: 320,
    channel: 13,
    tags: ['API'],
    fields: { request_type: '其他' },
    remark: '等仓库系统升级完成（预计周一）后再同步库存。',
    lines: [
      ['g', '采购系统对接后，库存接口返回的数量比页面上少，能看看吗？'],
      ['a', '您好，能发一下请求时间和书号吗？我和仓库系统核对。'],
      ['g', '今天 10:20，书号 9787115480866，接口返回 12，页面显示 40。'],
      ['a', '确认了，华东仓正在升级，接口暂时只返回华北仓的库存，周一恢复。我先把工单挂起，恢复后通知您。'],
    ],
  },
  {
    guest: 'amelie',
    agent: 'emma',
    status: 'processing',
    ago: 52,
    channel: 14,
    tags: ['gift card'],
    lines: [
      ['g', 'Bonjour, I bought a gift card for my sister but the code is refused at checkout.'],
      ['b', 'Here is what I found: “How long is a gift card valid?” Three years from the day it was bought.'],
      ['g', 'It is only two weeks old, so that is not it.'],
      ['a', 'Hello Amélie, I am sorry about that. Could you send me the last four characters of the code?'],
      ['g', '…7QK2'],
    ],
  },
  {
    guest: 'reader',
    status: 'bot',
    ago: 2,
    channel: 2,
    lines: [
      ['g', '你们有《百年孤独》的精装版吗？'],
      ['b', '我没有找到完全匹配的答案。您可以换个说法，或回复“人工”由客服接待。'],
    ],
  },
  {
    guest: 'daniel',
    agent: 'emma',
    status: 'closed_by_agent',
    ago: 1500,
    channel: 9,
    score: 3,
    solved: true,
    tags: ['account'],
    fields: { request_type: '账号' },
    lines: [
      ['g', 'The password reset mail never arrives. I checked spam as well.'],
      [
        'a',
        'Hi Daniel, your address had a typo in our records (gmial.com). I corrected it and sent a new link.',
      ],
      ['g', 'Got it, thank you! That was quick.'],
      ['a', 'Glad it works. Have a good day!'],
    ],
  },
  {
    guest: 'sun',
    agent: 'lin',
    status: 'closed_by_agent',
    ago: 2900,
    channel: 2,
    score: 3,
    solved: true,
    tags: ['团购'],
    fields: { order_number: 'LB20261112-1187', request_type: '其他' },
    lines: [
      ['g', '新员工入职礼想订 120 套书，有团购价吗？'],
      ['a', '有的，100 套以上 78 折，还可以印贵司的 logo 藏书票。'],
      ['g', '太好了，合同怎么走？'],
      ['a', '合同模板已发到您邮箱，盖章回传后 3 个工作日内发货。'],
      ['g', '收到，谢谢。'],
    ],
  },
  {
    guest: 'wang',
    agent: 'chen',
    status: 'closed_by_guest',
    ago: 8600,
    channel: 13,
    score: 2,
    solved: true,
    tags: ['退换货'],
    fields: { order_number: 'LB20261015-0071', request_type: '退换货' },
    lines: [
      ['g', '收到的画册封面有折痕，想换一本。'],
      ['a', '抱歉给您带来不便，请拍一张照片，我马上安排补寄，原书不用寄回。'],
      ['g', '照片已发，麻烦尽快。'],
      ['a', '补寄单号 SF1409237718，预计后天到。'],
      ['g', '收到了，没问题。'],
    ],
  },
  {
    guest: 'liu',
    status: 'closed_by_bot',
    ago: 10_100,
    channel: 2,
    solved: true,
    lines: [
      ['g', '怎么开电子发票'],
      [
        'b',
        '您好，为您找到：「如何开具电子发票？」订单完成后在「我的发票」填写抬头和税号，电子发票会在 10 分钟内发送到邮箱。',
      ],
      ['g', '找到了，谢谢'],
    ],
  },
  {
    guest: 'olivia',
    agent: 'emma',
    status: 'closed_by_agent',
    ago: 12_400,
    channel: 9,
    score: 3,
    solved: true,
    tags: ['delivery'],
    fields: { order_number: 'LB20261030-2093', request_type: '配送' },
    lines: [
      ['g', 'Can you deliver to a parcel shop instead of the office? We are closed next Monday.'],
      [
        'a',
        'Yes. I redirected it to the shop at 14 Bell Street; you will get a pick-up code by text message.',
      ],
      ['g', 'Perfect, thanks Emma.'],
    ],
  },
  {
    guest: 'marco',
    agent: 'lin',
    status: 'closed_by_agent',
    ago: 15_800,
    channel: 9,
    score: 1,
    solved: false,
    tags: ['delivery', '加急'],
    fields: { order_number: 'LB20261021-3302', request_type: '配送' },
    remark: '客户不满意，已补偿 50 元礼品卡；快递理赔处理中。',
    lines: [
      ['g', 'The pallet is now nine days late and nobody answers the phone.'],
      ['a', 'I am sorry, Marco. The carrier lost the pallet in Verona; a new one leaves today.'],
      ['g', 'We had to cancel the event. Please escalate this.'],
      [
        'a',
        'I have. You will get the full amount back this week, and the head of support will call you today.',
      ],
    ],
  },
  {
    guest: 'zhao',
    agent: 'chen',
    status: 'closed_by_agent',
    ago: 18_700,
    channel: 13,
    score: 3,
    solved: true,
    tags: ['API'],
    fields: { request_type: '其他' },
    lines: [
      ['g', '开放接口的 app_secret 泄露了，怎么重置？'],
      ['a', '请管理员在管理后台「应用」里点「重置密钥」，旧密钥会立刻失效。'],
      ['g', '已重置，服务恢复正常。'],
    ],
  },
]
