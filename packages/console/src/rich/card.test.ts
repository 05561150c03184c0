import { describe, expect, test } from 'vitest'
import { readCard } from './card.ts'
import { readPost } from './post.ts'

const run = (text: string, ...marks: string[]) => ({ kind: 'text', text, marks })
const line = (...inlines: unknown[]) => ({ kind: 'line', line: inlines })

describe('posts', () => {
  const body = { title: 'T', content: [[{ tag: 'text', text: 'x', style: ['bold', 'lineThrough'] }]] }
  const blocks = [line(run('x', 'bold', 'strike'))]

  test('with and without the level of languages, and with `post` around it', () => {
    for (const content of [body, { zh_cn: body }, { post: { en_us: body } }])
      expect(readPost(content, 'en_us')).toEqual({ title: 'T', blocks })
    const two = { zh_cn: { title: '中', content: [] }, en_us: { title: 'en', content: [] } }
    expect(readPost(two, 'en_us')?.title).toBe('en')
    expect(readPost(two, 'ja_jp')?.title).toBe('中')
    expect(readPost('nonsense', 'en_us')).toBeUndefined()
  })

  test('every element of the vendor', () => {
    const content = [
      [
        { tag: 'text', text: '&lt;b&gt;', un_escape: true },
        { tag: 'a', text: 'bad', href: 'javascript:alert(1)' },
        { tag: 'a', text: 'good', href: 'https://a.example' },
        { tag: 'at', user_id: 'ou_1', user_name: 'Ann' },
        { tag: 'emotion', emoji_type: 'SMILE' },
        { tag: 'img', image_key: 'img_1' },
        { tag: 'media', file_key: 'file_1', image_key: 'img_2' },
      ],
      [],
      [{ tag: 'hr' }],
      [{ tag: 'code_block', language: 'GO', text: 'x := 1' }],
      [{ tag: 'md', text: '**b**' }],
      [{ tag: 'text', text: '• one' }],
    ]
    expect(readPost({ content }, 'zh_cn')?.blocks).toEqual([
      line(
        run('<b>'),
        run('bad'),
        { kind: 'link', text: 'good', href: 'https://a.example', marks: [] },
        { kind: 'at', name: 'Ann' },
        run('[SMILE]'),
      ),
      { kind: 'image', key: 'img_1', alt: '' },
      { kind: 'media', key: 'file_1', cover: 'img_2' },
      line(),
      { kind: 'rule' },
      { kind: 'code', text: 'x := 1', language: 'GO' },
      line(run('b', 'bold')),
      { kind: 'list', items: [[run('one')]] },
    ])
  })
})

describe('cards', () => {
  test('header, texts, fields, picture, note and buttons', () => {
    const card = readCard(
      {
        header: { title: { tag: 'plain_text', content: 'Order' }, template: 'red' },
        elements: [
          { tag: 'div', text: { tag: 'lark_md', content: '**Paid**<br><at id=all></at>' } },
          {
            tag: 'div',
            fields: [
              { is_short: true, text: { tag: 'plain_text', content: 'a' } },
              { is_short: true, text: { tag: 'plain_text', content: 'b' } },
            ],
          },
          { tag: 'hr' },
          { tag: 'img', img_key: 'img_1', alt: { tag: 'plain_text', content: 'receipt' } },
          {
            tag: 'action',
            actions: [
              {
                tag: 'button',
                text: { tag: 'plain_text', content: 'Open' },
                url: 'https://a.example',
                type: 'primary',
              },
              { tag: 'button', text: { tag: 'plain_text', content: 'Evil' }, url: 'javascript:alert(1)' },
            ],
          },
          { tag: 'note', elements: [{ tag: 'plain_text', content: 'fine print' }] },
        ],
      },
      'en_us',
    )
    expect(card).toMatchObject({ title: 'Order', template: 'red' })
    expect(card?.blocks).toEqual([
      line(run('Paid', 'bold')),
      line(run('@')),
      { kind: 'columns', columns: [[line(run('a'))], [line(run('b'))]] },
      { kind: 'rule' },
      { kind: 'image', key: 'img_1', alt: 'receipt' },
      {
        kind: 'actions',
        actions: [
          { label: 'Open', href: 'https://a.example', primary: true },
          { label: 'Evil', href: undefined, primary: false },
        ],
      },
      { kind: 'note', blocks: [line(run('fine print'))] },
    ])
  })

  test('the second version, columns, and elements nobody knows as their text', () => {
    const card = readCard(
      {
        schema: '2.0',
        body: {
          elements: [
            { tag: 'markdown', content: "# Title\n<font color='red'>late</font>" },
            {
              tag: 'column_set',
              columns: [
                { tag: 'column', elements: [{ tag: 'markdown', content: 'l' }] },
                { tag: 'column', elements: [{ tag: 'markdown', content: 'r' }] },
              ],
            },
            { tag: 'hologram', inner: { title: { content: 'still readable' }, secret_id: 'no' } },
            {
              tag: 'button',
              text: { tag: 'plain_text', content: 'Go' },
              behaviors: [{ type: 'open_url', default_url: 'https://a.example' }],
            },
          ],
        },
      },
      'en_us',
    )
    expect(card?.blocks).toEqual([
      { kind: 'heading', line: [run('Title')] },
      line(run('late')),
      { kind: 'columns', columns: [[line(run('l'))], [line(run('r'))]] },
      line(run('still readable')),
      { kind: 'actions', actions: [{ label: 'Go', href: 'https://a.example', primary: false }] },
    ])
  })

  test('nothing to show is said', () => {
    expect(readCard({ type: 'template', data: { template_id: 'x' } }, 'en_us')).toBeUndefined()
  })
})
