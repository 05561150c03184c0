import * as lark from '@larksuiteoapi/node-sdk'
import { quietLogger } from '../../official.ts'
import { isTime } from '../json.ts'
import type { Scenario } from '../scenario.ts'

const endpoint = 'ws.endpoint'

/** The address of the long connection, and the SDK's client on it; what comes over it ws.test.ts tests. */
export const longConnection: Scenario = async (run) => {
  const { appId, appSecret, url } = run.world
  const data = { AppID: appId, AppSecret: appSecret }
  const reply = await run.raw(endpoint, { data })
  run.shows(endpoint, reply.body.data, {
    URL: (address: string) => /^wss?:\/\/.+[?&].*&?(device_id|service_id)=/.test(address),
    ClientConfig: {
      ReconnectCount: -1,
      ReconnectInterval: isTime,
      ReconnectNonce: isTime,
      PingInterval: isTime,
    },
  })
  let client: lark.WSClient | undefined
  const connected = await new Promise<string>((resolve) => {
    client = new lark.WSClient({
      appId,
      appSecret,
      domain: url,
      logger: quietLogger,
      autoReconnect: false,
      onReady: () => resolve('connected'),
      onError: (error) => resolve(error.message),
    })
    void client.start({ eventDispatcher: new lark.EventDispatcher({ logger: quietLogger }) })
  })
  client?.close()
  run.shows(endpoint, connected, 'connected')
  await run.rawRefused(endpoint, { data: { ...data, AppSecret: 'wrong' } }, 514)
  await run.inside(async ({ disabledApp }) => {
    const disabled = await disabledApp()
    await run.rawRefused(endpoint, { data: { AppID: disabled.appId, AppSecret: disabled.appSecret } }, 403)
  })
}
