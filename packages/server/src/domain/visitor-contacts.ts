import { findUser } from '../db/users.ts'
import { type Cx, inTransaction } from './cx.ts'
import { emit } from './events.ts'

/**
 * Keeps the address a visitor has typed in. It is not theirs for sure, so it is not put on the person: whoever writes
 * from that address is somebody else until they answer one of our mails.
 * @param name what a guest without a name of their own wants to be called.
 */
export const keepContact = (
  cx: Cx,
  userId: string,
  contact: { readonly email: string; readonly name?: string | undefined },
): Promise<void> =>
  inTransaction(cx, async (cx) => {
    await cx.db
      .insertInto('visitor_contacts')
      .values({ tenant_id: cx.tenantId, user_id: userId, email: contact.email, updated_at: cx.now })
      .onConflict((c) =>
        c.columns(['tenant_id', 'user_id']).doUpdateSet({ email: contact.email, updated_at: cx.now }),
      )
      .execute()
    const user = await findUser(cx.db, cx.tenantId, userId)
    if (!contact.name || user?.kind !== 'visitor' || user.email !== null) return
    await cx.db
      .updateTable('users')
      .set({ name: contact.name, updated_at: cx.now })
      .where('tenant_id', '=', cx.tenantId)
      .where('id', '=', userId)
      .execute()
    await emit(cx, 'user.changed', { userId })
  })

/** The address a visitor has given in the chat; nobody has proved that it is theirs. */
export async function contactOf(cx: Cx, userId: string): Promise<string | undefined> {
  const contact = await cx.db
    .selectFrom('visitor_contacts')
    .select('email')
    .where('tenant_id', '=', cx.tenantId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return contact?.email
}
