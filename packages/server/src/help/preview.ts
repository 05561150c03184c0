import type { HelpLanguage } from '../domain/help-center.ts'
import { type AnswerParts, answerHtml } from './answer.ts'
import { helpAssets } from './assets.ts'
import { html } from './html.ts'
import { helpTexts } from './texts.ts'

/** An article as guests will see it, without anything around it. */
export function previewPage(
  language: HelpLanguage,
  { question, ...parts }: Pick<AnswerParts, 'items' | 'documents' | 'imageAddress'> & { question: string },
): string {
  const t = helpTexts[language]
  return `<!doctype html>\n${
    html`<html lang="${t.locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${question}</title>
        <base target="_blank" />
        <link rel="stylesheet" href="${helpAssets.style.path}" />
      </head>
      <body>
        <main class="preview">
          <article>
            <h1>${question}</h1>
            <div class="answer">
              ${answerHtml({ ...parts, imageText: t.image(question), documentText: t.document })}
            </div>
          </article>
        </main>
      </body>
    </html>`.text
  }\n`
}
