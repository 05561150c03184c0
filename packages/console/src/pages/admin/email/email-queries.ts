import { console as api, type Input, type Output } from '@pipit/contract'
import { infiniteQueryOptions } from '@tanstack/react-query'
import { call } from '../../../api/call.ts'
import { keyOf, query } from '../../../api/query.ts'

export type Mailbox = Output<typeof api.mailbox.create>
export type MailboxInput = Input<typeof api.mailbox.create>['body']
export type Mail = Output<typeof api.mails.accept>
export type MailChoice = NonNullable<Input<typeof api.mails.list>['query']['show']>

/** Mailboxes change by themselves, as mail servers come and go: they are asked for again while they are looked at. */
export const mailboxesQuery = { ...query(api.mailbox.list, {}), refetchInterval: 10_000 }

export const mailsQuery = (show: MailChoice) =>
  infiniteQueryOptions({
    queryKey: keyOf(api.mails.list, { query: { show } }),
    queryFn: ({ pageParam, signal }) => call(api.mails.list, { query: { show, cursor: pageParam } }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
  })
