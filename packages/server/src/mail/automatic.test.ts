import { describe, expect, test } from 'vitest'
import { automaticReason } from './automatic.ts'
import { readBounce } from './bounce.ts'
import { addressWithToken, bareSubject, replyToken, ticketInText } from './reply-token.ts'
import { deriveKeys } from '../platform/secrets.ts'

const reason = (headers: Record<string, string>, from = 'bob@x.test') =>
  automaticReason(new Map(Object.entries(headers)), from, new Set(['desk@x.test']))

describe('mails that nobody answers', () => {
  test.each([
    [{ 'auto-submitted': 'auto-replied' }, 'auto_submitted'],
    [{ 'auto-submitted': 'auto-generated; owner=x' }, 'auto_submitted'],
    [{ precedence: 'Bulk' }, 'bulk'],
    [{ precedence: 'list', 'list-id': '<x>' }, 'list'],
    [{ 'list-id': '<news.x.test>' }, 'list'],
    [{ 'list-unsubscribe': '<https://x.test>' }, 'bulk'],
    [{ 'x-auto-response-suppress': 'All' }, 'auto_response'],
    [{ 'return-path': '<>' }, 'no_sender'],
    [{}, undefined],
    [{ 'auto-submitted': 'no', precedence: 'first-class', 'return-path': '<bob@x.test>' }, undefined],
    [{ 'x-auto-response-suppress': 'DR, RN' }, undefined],
  ])('%j', (headers, expected) => {
    expect(reason(headers)).toBe(expected)
  })

  test('daemons, nobody and ourselves', () => {
    expect(reason({}, 'MAILER-DAEMON@mx.x.test')).toBe('no_sender')
    expect(reason({}, '')).toBe('no_sender')
    expect(reason({}, 'Desk@X.test')).toBe('own')
  })
})

test('a delivery report names the mail, the address and the reason', () => {
  const report = [
    'Reporting-MTA: dns; mx.test',
    '',
    'Final-Recipient: rfc822; bob@x.test',
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1',
    '  no such user',
    '',
    'Final-Recipient: rfc822;eve@x.test',
    'Action: delayed',
    'Status: 4.4.1',
  ].join('\r\n')
  expect(
    readBounce(
      [
        { type: 'message/delivery-status', text: report },
        { type: 'text/rfc822-headers', text: 'Subject: x\r\nMessage-ID:\r\n <one@desk>\r\n' },
      ],
      ['two@desk'],
    ),
  ).toEqual({
    messageIds: ['one@desk', 'two@desk'],
    recipients: [
      { recipient: 'bob@x.test', action: 'failed', reason: '550 5.1.1 no such user' },
      { recipient: 'eve@x.test', action: 'delayed', reason: '4.4.1' },
    ],
  })
  expect(readBounce([{ type: 'message/disposition-notification', text: report }], [])).toBeUndefined()
})

describe('a token names a ticket', () => {
  const keys = deriveKeys('00'.repeat(32))
  const ticketId = '1779588474492520448'
  const token = replyToken(keys, 'tenant', ticketId)

  test('in an address, even in capitals, and in a subject', () => {
    const address = addressWithToken('desk@x.test', token)
    expect(address).toMatch(/^desk\+\d{19}-[a-z2-7]{16}@x\.test$/)
    expect(ticketInText(keys, 'tenant', address.toUpperCase())).toBe(ticketId)
    expect(ticketInText(keys, 'tenant', `Re: fire [#${token}]`)).toBe(ticketId)
    expect(bareSubject(`RE: 回复：Fwd: fire [#${token}]`)).toBe('fire')
  })

  test('but only in its tenant, and only with its signature', () => {
    expect(ticketInText(keys, 'other', token)).toBeUndefined()
    expect(ticketInText(keys, 'tenant', `${ticketId}-${'a'.repeat(16)}`)).toBeUndefined()
    expect(ticketInText(keys, 'tenant', token.replace(/^\d/, '2'))).toBeUndefined()
  })
})
