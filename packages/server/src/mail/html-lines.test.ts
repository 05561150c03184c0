import { describe, expect, test } from 'vitest'
import { bodyOf, bodyPost, bodyText } from './mail-content.ts'

const body = (html: string, cids: readonly string[] = [], subject = '') =>
  bodyOf({
    html,
    text: undefined,
    subject,
    files: cids.map((cid) => ({ cid, name: cid, type: 'image/png', content: new Uint8Array(1) })),
  })
const text = (html: string): string => bodyText(body(html))

describe('HTML as text', () => {
  test.each([
    ['paragraphs and breaks', '<p>One<br>two</p><p>three</p>', 'One\ntwo\n\nthree'],
    ['white space', '  <div>\n a \n  b </div>\t<div>c</div> ', 'a b\nc'],
    ['lists', '<ul><li>a</li><li>b</li></ul>', '• a\n• b'],
    ['tables', '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
    ['links', '<a href="https://x.test/a?b=1&amp;c=2">here</a>', 'here <https://x.test/a?b=1&c=2>'],
    ['links that say themselves', '<a href="https://x.test/">x.test</a>', 'x.test'],
    ['links that would run', '<a href="javascript:alert(1)">here</a>', 'here'],
    ['entities', '&lt;b&gt; &amp;amp; &#20320;&#x597d; &nbsp;&unknown; &#0;', '<b> &amp; 你好 &unknown;'],
    ['what is not read', '<style>p{}</style><script>x()</script><!-- no --><title>no</title>yes', 'yes'],
    ['brackets that are none', 'a < b and 1<2', 'a < b and 1<2'],
    ['what ends in the middle', '<p>one<div><b>two<!-- and', 'one\ntwo'],
    ['pictures of other servers', '<p>a<img src="https://spy.test/pixel.gif"></p>', 'a'],
    [
      'Gmail',
      '<div>Yes.</div><div class="gmail_quote"><div>On Monday:</div><blockquote>Is it?</blockquote></div>',
      'Yes.',
    ],
    [
      'Outlook',
      '<p>Yes.</p><div id="appendonsend"></div><hr><div id="divRplyFwdMsg">From: Ada</div><p>Is it?</p>',
      'Yes.',
    ],
    [
      'Apple',
      '<div>Yes.</div><div><blockquote type="cite">On Monday, Ada wrote:</blockquote><blockquote type="cite">Is it?</blockquote></div>',
      'Yes.',
    ],
  ])('%s', (_, html, expected) => {
    expect(
      text(html)
        .replace(/\u00a0/g, ' ')
        .replace(/ {2,}/g, ' ')
        .trim(),
    ).toBe(expected)
  })

  test('pictures of the mail stand in a post, those of its quotation do not', () => {
    const mail = body('<p>See <img src="cid:a@x"> here</p><blockquote><img src="cid:b@x"></blockquote>', [
      'a@x',
      'b@x',
    ])
    expect([...mail.cids]).toEqual(['a@x'])
    expect(bodyPost(mail, new Map([['a@x', 'img_1']]), 'Title')).toEqual({
      zh_cn: {
        title: 'Title',
        content: [
          [
            { tag: 'text', text: 'See ' },
            { tag: 'img', image_key: 'img_1' },
            { tag: 'text', text: ' here' },
          ],
        ],
      },
    })
  })

  test('text is preferred to HTML, unless pictures stand in that', () => {
    const mail = { text: 'plain', html: '<p>rich</p>', subject: '', files: [] }
    expect(bodyText(bodyOf(mail))).toBe('plain')
  })

  // Each would take minutes if time grew faster than length: the limit of the test is the assertion.
  test.each([
    '<',
    '<!--',
    '<a ',
    '<div>',
    '&#1',
    '<blockquote>',
    '</p>',
    '<a href="',
    '> ',
    '\n> a\n',
    'On a wrote ',
    '\nFrom: a',
    '<pre>\n',
  ])('a letter of nothing but %j is read in time', (piece) => {
    expect(text(piece.repeat(200_000))).toBeTypeOf('string')
  })
})
