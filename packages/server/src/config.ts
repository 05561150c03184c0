import { resolve } from 'node:path'
import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { type MailboxConfig, mailboxOf } from './mail/mailbox-config.ts'
import type { S3Options } from './outbound/storage-s3.ts'

const Env = Type.Object({
  PORT: Type.Integer({
    default: 3000,
    minimum: 0,
    maximum: 65535,
    description: 'HTTP port; 0 takes a free one',
  }),
  HOST: Type.String({ default: '0.0.0.0', description: 'Address to listen on' }),
  DATA_DIR: Type.String({ default: './data', description: 'Database, files and keys' }),
  DATABASE_URL: Type.Optional(
    Type.String({ pattern: '^postgres(ql)?://', description: 'postgres://…; without it SQLite in DATA_DIR' }),
  ),
  PIPIT_BASE_URL: Type.Optional(
    Type.String({
      pattern: '^https?://',
      description: 'The address people and programs use; default http://localhost:PORT',
    }),
  ),
  PIPIT_SECRET_KEY: Type.Optional(
    Type.String({
      pattern: '^[0-9a-f]{64}$',
      description: 'Signs tokens and encrypts secrets (openssl rand -hex 32); without it DATA_DIR/secret.key',
    }),
  ),
  PIPIT_SEED: Type.Enum(['demo', 'none'], {
    default: 'demo',
    description: 'What a new database holds: a demo desk, or only owner, app and desk',
  }),
  PIPIT_RATE_LIMIT: Type.Number({
    default: 1,
    minimum: 0,
    description: "Factor on the vendor's documented rate limits; 0 switches them off",
  }),
  PIPIT_TRUST_PROXY: Type.Optional(
    Type.String({
      description: 'Addresses of proxies whose X-Forwarded-* headers are believed, comma-separated',
    }),
  ),
  PIPIT_LOG_LEVEL: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], {
    default: 'info',
    description: 'What is written to standard output',
  }),
  PIPIT_LOG_DAYS: Type.Integer({ default: 30, minimum: 1, description: 'How long the request log is kept' }),
  PIPIT_ALLOW_PRIVATE_WEBHOOKS: Type.Enum(['true', 'false'], {
    default: 'false',
    description: 'Lets events be sent to private, loopback and link-local addresses',
  }),
  PIPIT_ALLOW_PRIVATE_MAIL: Type.Enum(['true', 'false'], {
    default: 'false',
    description: 'Lets mailboxes use mail servers at private, loopback and link-local addresses',
  }),
  PIPIT_MAIL_ADDRESS: Type.Optional(
    Type.String({
      pattern: '^[^@\\s]+@[^@\\s]+$',
      description: 'An address whose mail becomes tickets, without setting it up on the page E-mail',
    }),
  ),
  PIPIT_MAIL_IMAP: Type.Optional(
    Type.String({
      pattern: '^imaps?://',
      description: 'imaps://user:password@host, or imap:// for STARTTLS; ?folder= names the folder',
    }),
  ),
  PIPIT_MAIL_SMTP: Type.Optional(
    Type.String({
      pattern: '^smtps?://',
      description: 'smtps://user:password@host, or smtp:// for STARTTLS',
    }),
  ),
  PIPIT_S3_ENDPOINT: Type.Optional(
    Type.String({
      pattern: '^https?://',
      description: 'An S3-compatible service for uploaded files; without it they are in DATA_DIR/files',
    }),
  ),
  PIPIT_S3_BUCKET: Type.Optional(
    Type.String({ pattern: '^[A-Za-z0-9._-]+$', description: 'The bucket, which must exist' }),
  ),
  PIPIT_S3_REGION: Type.String({
    default: 'us-east-1',
    description: 'The region that requests are signed for',
  }),
  PIPIT_S3_ACCESS_KEY: Type.Optional(Type.String({ description: 'Access key of the S3 service' })),
  PIPIT_S3_SECRET_KEY: Type.Optional(Type.String({ description: 'Secret key of the S3 service' })),
})

export type Env = Static<typeof Env>
export const envSchema = Env

const validator = Compile(Env)

/** What is wrong with these is said without showing them. */
const hasPassword = new Set([
  'DATABASE_URL',
  'PIPIT_SECRET_KEY',
  'PIPIT_MAIL_IMAP',
  'PIPIT_MAIL_SMTP',
  'PIPIT_S3_SECRET_KEY',
])

export interface Config {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  /** Without a trailing slash; unset until the port is known when none is configured. */
  readonly baseUrl: string | undefined
  readonly secretKey: string | undefined
  readonly seed: 'demo' | 'none'
  readonly rateLimit: number
  readonly trustProxy: string[] | undefined
  readonly logLevel: string
  readonly logDays: number
  readonly allowPrivateWebhooks: boolean
  readonly allowPrivateMail: boolean
  /** A mailbox that is set up here and not on the page. */
  readonly mailbox: MailboxConfig | undefined
  /** Where uploaded files are kept, when it is not this machine's disk. */
  readonly s3: S3Options | undefined
}

/** Reads the configuration from the environment; every problem is reported at once. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const values: Record<string, unknown> = {}
  const problems: string[] = []
  for (const [name, schema] of Object.entries(Env.properties)) {
    const text = environment[name]
    const { type, default: fallback } = schema as { type?: string; default?: unknown }
    if (text === undefined || text === '') {
      if (fallback !== undefined) values[name] = fallback
    } else if (type === 'integer' || type === 'number') {
      values[name] = Number(text)
    } else values[name] = text
  }
  if (!validator.Check(values)) {
    for (const error of validator.Errors(values)) {
      const name = error.instancePath.slice(1)
      if (!name) continue
      const value = hasPassword.has(name) ? '' : `, but is ${JSON.stringify(environment[name])}`
      problems.push(`${name} ${error.message}${value}`)
    }
    throw new Error(`The configuration cannot be used:\n  ${problems.join('\n  ')}`)
  }
  const env = values
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir: resolve(env.DATA_DIR),
    databaseUrl: env.DATABASE_URL,
    baseUrl: env.PIPIT_BASE_URL?.replace(/\/+$/, ''),
    secretKey: env.PIPIT_SECRET_KEY,
    seed: env.PIPIT_SEED,
    rateLimit: env.PIPIT_RATE_LIMIT,
    trustProxy: env.PIPIT_TRUST_PROXY?.split(',').map((s) => s.trim()),
    logLevel: env.PIPIT_LOG_LEVEL,
    logDays: env.PIPIT_LOG_DAYS,
    allowPrivateWebhooks: env.PIPIT_ALLOW_PRIVATE_WEBHOOKS === 'true',
    allowPrivateMail: env.PIPIT_ALLOW_PRIVATE_MAIL === 'true',
    mailbox: mailboxOf(env.PIPIT_MAIL_ADDRESS, env.PIPIT_MAIL_IMAP, env.PIPIT_MAIL_SMTP),
    s3: s3Of(env),
  }
}

/** All of it or none: half a configuration would write files where nobody looks for them. */
function s3Of(env: Env): S3Options | undefined {
  const needed = [
    'PIPIT_S3_ENDPOINT',
    'PIPIT_S3_BUCKET',
    'PIPIT_S3_ACCESS_KEY',
    'PIPIT_S3_SECRET_KEY',
  ] as const
  const missing = needed.filter((name) => env[name] === undefined)
  if (missing.length === needed.length) return undefined
  if (missing.length > 0)
    throw new Error(`The configuration cannot be used:\n  ${missing.join(', ')} must be set as well`)
  return {
    endpoint: env.PIPIT_S3_ENDPOINT!.replace(/\/+$/, ''),
    bucket: env.PIPIT_S3_BUCKET!,
    region: env.PIPIT_S3_REGION,
    accessKey: env.PIPIT_S3_ACCESS_KEY!,
    secretKey: env.PIPIT_S3_SECRET_KEY!,
  }
}
