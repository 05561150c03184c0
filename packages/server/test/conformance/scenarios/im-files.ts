import { png } from '../bytes.ts'
import type { Scenario } from '../scenario.ts'

const image = 'im.v1.image.create'
const getImage = 'im.v1.image.get'
const file = 'im.v1.file.create'
const getFile = 'im.v1.file.get'
const resource = 'im.v1.message_resource.get'

/** A picture and a file go up, into a message, and come down again. */
export const imFiles: Scenario = async (run) => {
  const { image_key: imageKey } = await run.sdk(image, { data: { image_type: 'message', image: png } })
  const back = await run.sdk(getImage, { path: { image_key: imageKey } })
  run.shows([image, getImage], Buffer.from(back).equals(png), true)
  await run.refused(image, { data: { image_type: 'message', image: Buffer.from('no picture') } }, 234011)
  await run.refused(image, { data: { image_type: 'message', image: Buffer.alloc(0) } }, 234010)
  await run.refused(
    image,
    { data: { image_type: 'message', image: Buffer.alloc(10 * 1024 * 1024 + 1) } },
    234006,
  )
  const huge = Buffer.from(png)
  huge.writeUInt32BE(50_000, 16)
  await run.refused(image, { data: { image_type: 'message', image: huge } }, 234039)

  const bytes = Buffer.from('一,二\n1,2\n')
  const { file_key: fileKey } = await run.sdk(file, {
    data: { file_type: 'stream', file_name: '表 1.csv', duration: 1000, file: bytes },
  })
  const again = await run.sdk(getFile, { path: { file_key: fileKey } })
  run.shows([file, getFile], Buffer.from(again).equals(bytes), true)
  const stream = { file_type: 'stream', file_name: 'x' }
  await run.refused(file, { data: { ...stream, file: Buffer.alloc(0) } }, 234010)
  await run.refused(file, { data: { ...stream, file: Buffer.alloc(30 * 1024 * 1024 + 1) } }, 234006)

  const guest = await run.guest()
  const send = (msgType: string, content: object) =>
    run.sdk(
      'im.v1.message.create',
      {
        params: { receive_id_type: 'open_id' },
        data: { receive_id: guest, msg_type: msgType, content: JSON.stringify(content) },
      },
      { quiet: true },
    )
  const message = await send('file', { file_key: fileKey })
  const path = { message_id: message.message_id as string, file_key: fileKey as string }
  const inMessage = await run.sdk(resource, { path, params: { type: 'file' } })
  run.shows(resource, Buffer.from(inMessage).equals(bytes), true)
  await run.refused(resource, { path: { ...path, file_key: imageKey }, params: { type: 'image' } }, 234003)
  const plain = await send('text', { text: 'x' })
  await run.refused(
    resource,
    { path: { ...path, message_id: plain.message_id }, params: { type: 'file' } },
    234043,
  )

  await run.inside(async (inside) => {
    const second = await inside.secondApp()
    const headers = { Authorization: `Bearer ${second.tenantToken}` }
    await run.rawRefused(getImage, { path: { image_key: imageKey } }, 234008, headers)
    await run.rawRefused(getFile, { path: { file_key: fileKey } }, 234008, headers)
    await run.rawRefused(resource, { path, params: { type: 'file' } }, 234004, headers)
    await inside.withFullDisk(async () => {
      await run.refused(image, { data: { image_type: 'message', image: png } }, 234042)
      await run.refused(file, { data: { ...stream, file: bytes } }, 234042)
    })
    await inside.loseFile(imageKey)
    await run.refused(getImage, { path: { image_key: imageKey } }, 234005)
    await inside.loseFile(fileKey)
    await run.refused(getFile, { path: { file_key: fileKey } }, 234005)
    await run.sdk('im.v1.message.delete', { path: { message_id: path.message_id } }, { quiet: true })
    await run.refused(resource, { path, params: { type: 'file' } }, 230110)
  })
}
