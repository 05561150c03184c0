/** What a person reads when an app asks for a scope: [Chinese, English]. */
const texts: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  offline_access: ['在你离开后继续代表你操作', 'Keep acting for you while you are away'],
  'auth:user.id:read': ['查看你的账号标识', 'See your account id'],
  'helpdesk:all': [
    '以你的身份查看和处理服务台的工单、客服和知识库',
    'See and handle tickets, agents and knowledge of the help desk as you',
  ],
  'helpdesk:all:readonly': [
    '以你的身份查看服务台的工单和知识库',
    'See tickets and knowledge of the help desk as you',
  ],
  'helpdesk:helpdesk:access': ['访问服务台', 'Use the help desk'],
  'contact:contact.base:readonly': ['查看通讯录里有哪些人和部门', 'See who is in the directory'],
  'contact:contact:readonly': ['查看通讯录', 'See the directory'],
  'contact:contact:readonly_as_app': ['以应用身份查看通讯录', 'See the directory as the app'],
  'contact:contact:access_as_app': ['以应用身份访问通讯录', 'Use the directory as the app'],
  'contact:department.organize:readonly': ['查看部门架构', 'See how departments are organised'],
  'contact:user.base:readonly': ['查看姓名和头像', 'See names and pictures'],
  'contact:user.id:readonly': [
    '通过邮箱或手机号查找同事',
    'Find people by e-mail address or telephone number',
  ],
  'contact:user.employee_id:readonly': ['查看用户 ID', 'See user ids'],
  'contact:user.employee_number:read': ['查看工号', 'See employee numbers'],
  'contact:user.employee:readonly': [
    '查看职务、城市和入职时间',
    'See job titles, cities and when people joined',
  ],
  'contact:user.department:readonly': ['查看同事所在的部门', 'See which departments people are in'],
  'contact:user.department_path:readonly': ['查看部门的完整路径', 'See where a department belongs'],
  'contact:user.email:readonly': ['查看邮箱地址', 'See e-mail addresses'],
  'contact:user.phone:readonly': ['查看手机号', 'See telephone numbers'],
  'docx:document': ['查看和编辑文档', 'See and edit documents'],
  'docx:document:readonly': ['查看文档', 'See documents'],
  'im:message': ['收发消息', 'Read and send messages'],
  'im:message:readonly': ['查看消息', 'Read messages'],
  'im:message:send_as_bot': ['以机器人身份发送消息', 'Send messages as the bot'],
  'im:resource': ['上传和下载图片与文件', 'Upload and download images and files'],
}

/** A scope in words; one that nobody has described speaks for itself. */
export function scopeText(scope: string): { scope: string; zh: string; en: string } {
  const [zh, en] = texts[scope] ?? [scope, scope]
  return { scope, zh, en }
}
