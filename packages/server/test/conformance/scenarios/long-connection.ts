import { isTime } from '../json.ts'
import type { Scenario } from '../scenario.ts'

const endpoint = 'ws.endpoint'

/** The address of the long connection; what comes over it is tested by the events' own tests. */
export const longConnection: Scenario = async (run) => {
  const { appId, appSecret } = run.world
  const data = { AppID: appId, AppSecret: appSecret }
  const reply = await run.raw(endpoint, { data })
  run.shows(endpoint, reply.body.data, {
    URL: (url: string) => /^wss?:\/\/.+[?&].*&?(device_id|service_id)=/.test(url),
    ClientConfig: {
      ReconnectCount: -1,
      ReconnectInterval: isTime,
      ReconnectNonce: isTime,
      PingInterval: isTime,
    },
  })
  await run.rawRefused(endpoint, { data: { ...data, AppSecret: 'wrong' } }, 514)
  await run.inside(async ({ disabledApp }) => {
    const disabled = await disabledApp()
    await run.rawRefused(endpoint, { data: { AppID: disabled.appId, AppSecret: disabled.appSecret } }, 403)
  })
}
