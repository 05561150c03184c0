import { buffer } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { type Desk, newDesk, newServer, noDatabase } from './harness.ts'
import { imageOf } from './images.ts'
import { sdks } from './multipart.ts'
import { officialClient, withDesk } from './official.ts'

const path = '/open-apis/helpdesk/v1/faqs'

describe.skipIf(noDatabase)('images of FAQs', async () => {
  const server = await newServer()
  const domain = await server.listen()

  test('an image of a FAQ comes byte for byte; one that it does not show, or that is gone, is 404', async () => {
    const [desk, other] = [await newDesk(server), await newDesk(server)]
    const upload = async (desk: Desk) => {
      const { headers, payload } = sdks.go({ image_type: 'message' }, 'image', imageOf('png'))
      const reply = await server.app.inject({
        method: 'POST',
        url: '/open-apis/im/v1/images',
        headers: { ...desk.tenant, ...headers },
        payload,
      })
      return reply.json().data.image_key as string
    }
    const [shown, hidden, foreign] = [await upload(desk), await upload(desk), await upload(other)]
    const rich = [
      { type: 'image', content: shown },
      { type: 'img', content: 'img_gone' },
      { type: 'image', content: foreign },
      { type: 'text', content: hidden },
    ]
    const made = await desk.call(
      'POST',
      path,
      { faq: { question: 'How does it look?', answer_richtext: rich } },
      await desk.user(),
    )
    const { faq } = made.body.data
    const image = (key: string, on = desk) =>
      server.app.inject({ url: `${path}/${faq.id}/image/${key}`, headers: on.tenant })
    const got = await image(shown)
    expect(got.statusCode).toBe(200)
    expect(got.headers['content-type']).toBe('image/png')
    expect(got.rawPayload.equals(imageOf('png'))).toBe(true)
    for (const reply of [
      await image(hidden),
      await image('img_gone'),
      await image(foreign),
      await image(shown, other),
    ]) {
      expect(reply.statusCode).toBe(404)
      expect(reply.json()).toMatchObject({ code: 154004 })
    }

    const client = officialClient(desk, domain)
    const download = await client.helpdesk.v1.faq.faqImage(
      { path: { id: faq.id, image_key: shown } },
      withDesk(),
    )
    expect((await buffer(download.getReadableStream())).equals(imageOf('png'))).toBe(true)
    await desk.call('DELETE', `${path}/${faq.id}`, undefined, await desk.user())
    expect((await image(shown)).statusCode).toBe(404)
  })
})
