/** A line that begins the letter that is answered or passed on, whatever program has written it. */
const separator =
  /^[\s*_]*[-—_=]{3,}\s*(original message|original appointment|ursprüngliche nachricht|message d'origine|mensaje original|messaggio originale|原始邮件|原始郵件|原邮件|回复的原邮件|元のメッセージ|원본 메시지)\s*[-—_=]{3,}[\s*_]*$/i

const passedOn =
  /^[\s*_]*([-—_=]{3,}\s*(forwarded message|weitergeleitete nachricht|message transféré|转发邮件|转发的邮件|轉寄的郵件|転送)\b.*|begin forwarded message:)[\s*_]*$/i

/** Outlook and others repeat the header of the letter instead. */
const headerFrom = /^[\s*]*(from|von|de|da|van|发件人|寄件者|寄件人|差出人|보낸 사람)\s*\*?\s*[:：]/i
const headerOther =
  /^[\s*]*(sent|date|to|subject|cc|gesendet|datum|an|betreff|envoyé|objet|à|发送时间|发送日期|日期|收件人|主题|抄送|時間|收件者|主旨|送信日時|日時|宛先|件名)\s*\*?\s*[:：]/i

/** “On … wrote:” in the languages that mail programs say it in. */
const attribution = [
  /^(on|am|le|el|il|op|em|den)\s.{4,300}\s(wrote|schrieb|a écrit|escribió|ha scritto|schreef|escreveu|skrev)\b.{0,200}[:：]$/i,
  /^.{0,300}(写道|寫道|写到|书きました|書きました|のメッセージ)\s*[:：]$/,
  /^.{0,200}<[^<>\s]+@[^<>\s]+>.{0,100}[:：]$/,
  /^(在|于|於)\s?\d{4}.{2,300}[:：]$/,
  /^\d{4}[年/-].{4,200}<[^<>\s]+@[^<>\s]+>\s*[:：]?$/,
]

const isQuoted = (line: string): boolean => /^\s*[>＞|]/.test(line) && !/^\s*\|.*\|/.test(line)
const isBlank = (line: string): boolean => line.trim() === ''

/** What a telephone or program adds of itself. */
const advertisement =
  /^(sent from my .{2,40}|get outlook for .{2,40}|von meinem .{2,40} gesendet|envoyé de mon .{2,40}|enviado desde mi .{2,40}|发自我的.{2,30}|發自我的.{2,30}|从我的.{2,20}发送|来自我的.{2,20}|获取\s?outlook.{0,30}|下载\s?outlook.{0,30}|(.{1,20})?から送信)\.?$/i

/**
 * Which lines of a letter its writer wrote now: without the letter they answer where it is quoted as a whole, and
 * without their signature. Answers between quoted lines stay, with what they answer. Never empty unless the letter is.
 * @returns first and one past the last index.
 */
export function ownLines(lines: readonly string[]): { start: number; end: number } {
  let start = 0
  let end = beginOfOriginal(lines)
  end = withoutTrailingQuote(lines, end)
  if (end === lines.length || isQuoted(lines.slice(0, end).find((line) => !isBlank(line)) ?? ''))
    start = afterLeadingQuote(lines, end)
  end = withoutSignature(lines, start, end)
  while (end > start && isBlank(lines[end - 1]!)) end -= 1
  while (start < end && isBlank(lines[start]!)) start += 1
  return start < end ? { start, end } : trimmed(lines)
}

function trimmed(lines: readonly string[]): { start: number; end: number } {
  const start = lines.findIndex((line) => !isBlank(line))
  return start < 0 ? { start: 0, end: 0 } : { start, end: lines.findLastIndex((line) => !isBlank(line)) + 1 }
}

/** Where the letter begins that is answered, when it stands below and is not marked line by line. */
function beginOfOriginal(lines: readonly string[]): number {
  const first = lines.findIndex((line) => !isBlank(line))
  for (let i = first + 1; i < lines.length; i += 1) {
    const line = lines[i]!
    if (passedOn.test(line)) return lines.length
    if (separator.test(line)) return i
    if (
      headerFrom.test(line) &&
      lines.slice(i + 1, i + 6).filter((next) => headerOther.test(next)).length >= 2
    )
      return isRule(lines[i - 1]) ? i - 1 : i
    const length = attributionAt(lines, i)
    if (length > 0 && lines.slice(i + length).every((next) => !isQuoted(next))) return i
  }
  return lines.length
}

const isRule = (line: string | undefined): boolean => line !== undefined && /^\s*[-_—]{3,}\s*$/.test(line)

/** How many lines an attribution takes from here: programs wrap it. 0 when there is none. */
function attributionAt(lines: readonly string[], index: number): number {
  for (let length = 1; length <= 3; length += 1) {
    const part = lines.slice(index, index + length)
    if (part.length < length || part.some((line) => isBlank(line) || isQuoted(line))) return 0
    const text = part.map((line) => line.trim()).join(' ')
    if (text.length > 600) return 0
    if (attribution.some((pattern) => pattern.test(text))) return length
  }
  return 0
}

function withoutTrailingQuote(lines: readonly string[], end: number): number {
  let last = end
  while (last > 0 && (isBlank(lines[last - 1]!) || isQuoted(lines[last - 1]!))) last -= 1
  if (!lines.slice(last, end).some(isQuoted)) return end
  for (let length = 3; length >= 1; length -= 1)
    if (last - length >= 0 && attributionAt(lines, last - length) === length) return last - length
  return last
}

/** Past a quotation that everything stands below of; 0 when the answer is between quoted lines. */
function afterLeadingQuote(lines: readonly string[], end: number): number {
  let at = 0
  while (at < end && isBlank(lines[at]!)) at += 1
  at += attributionAt(lines, at)
  while (at < end && isBlank(lines[at]!)) at += 1
  if (at >= end || !isQuoted(lines[at]!)) return 0
  while (at < end && (isBlank(lines[at]!) || isQuoted(lines[at]!))) at += 1
  return at < end && !lines.slice(at, end).some(isQuoted) ? at : 0
}

/** Signatures are short; what is longer after two hyphens is part of the letter. */
const longestSignature = 15

function withoutSignature(lines: readonly string[], start: number, end: number): number {
  const mark = lines.findLastIndex((line, i) => i > start && i < end && /^--\s?$/.test(line))
  let last = mark > start && end - mark <= longestSignature ? mark : end
  while (last > start && (isBlank(lines[last - 1]!) || advertisement.test(lines[last - 1]!.trim()))) last -= 1
  return last
}
