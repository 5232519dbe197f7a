import { PDFDocument, type PDFFont, type PDFPage, rgb } from '@cantoo/pdf-lib'
import fontkit from '@pdf-lib/fontkit'
import font from '../../assets/pdf-font.json' with { type: 'json' }
import type { ExportedRow, PersonExport } from '../../db/privacy/export-person.ts'
import { tableWord } from '../../db/queries/unit-text.ts'

/** US letter, in points. */
const page = { width: 612, height: 792, margin: 54 }
const sizes = { title: 18, heading: 13, text: 9.5 }
const lineHeight = 1.4
const indent = 14
const ink = rgb(0.1, 0.1, 0.12)
const soft = rgb(0.4, 0.4, 0.44)

/** Columns that only the program needs. */
const bookkeeping =
  /(^|_)ids?$|^id$|_seq$|^seq$|_group$|^group_seq$|^updated_|^sort_name$|_key$|_data$|^first_index$/

/** Writes downwards and begins a new page where one ends. */
type Pen = {
  heading: (text: string) => void
  line: (text: string, options?: { isSoft?: boolean }) => void
  gap: (points: number) => void
}

/**
 * Everything about a person as a readable PDF: a heading for each kind of record, a line for each thing it says. The font comes with the
 * program and knows the letters of Latin, Greek and Cyrillic languages.
 */
export async function personPdf(
  person: PersonExport,
  told: { officeName: string; on: string },
): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  document.registerFontkit(fontkit)
  const face = await document.embedFont(Buffer.from(font.ttf, 'base64'))
  document.setTitle(`Everything about ${person.fullName}`)
  const pen = openPen(document, face)
  pen.heading(`Everything about ${person.fullName}`)
  pen.line(`All that ${told.officeName} keeps about this person, as of ${told.on}.`, { isSoft: true })
  for (const { table, rows } of person.tables) {
    pen.gap(12)
    pen.heading(headingOf(table, rows.length))
    for (const row of rows) {
      for (const line of linesOf(row)) pen.line(line)
      pen.gap(5)
    }
  }
  numberPages(document, face, person.fullName)
  return document.save()
}

const headings: Record<string, string> = {
  subscription_audit: 'log of newsletter consent',
  change_groups: 'what was done',
  journal_changes: 'what values were before',
  merge_backups: 'records that were merged',
  import_plan_rows: 'rows of imported files',
  import_conflicts: 'open and answered conflicts',
  import_suggestions: 'suggestions',
  duplicate_pairs: 'possible duplicates',
  duplicate_verdicts: 'answers about duplicates',
  contact_visits: 'when the card was looked at',
}

function headingOf(table: string, count: number): string {
  const words = headings[table] ?? tableWord(table)
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} (${count})`
}

function linesOf(row: ExportedRow): string[] {
  return Object.entries(row).flatMap(([column, value]) =>
    bookkeeping.test(column) || value === null || value === ''
      ? []
      : [`${wordsOf(column)}: ${textOf(column, value)}`],
  )
}

function wordsOf(column: string): string {
  const words = column.replace(/_cents$/, '').replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function textOf(column: string, value: unknown): string {
  if (typeof value === 'number' && column.endsWith('_cents')) return (value / 100).toFixed(2)
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return value.map(item => textOf('', item)).join('; ')
  return Object.entries(value)
    .filter(([key, inner]) => inner !== null && inner !== '' && !bookkeeping.test(key))
    .map(([key, inner]) => `${wordsOf(key)}: ${textOf(key, inner)}`)
    .join(', ')
}

function openPen(document: PDFDocument, face: PDFFont): Pen {
  let current: PDFPage | null = null
  let y = 0
  function write(text: string, size: number, left: number, color: typeof ink): void {
    for (const part of wrapped(face, text, size, page.width - 2 * page.margin - left)) {
      if (current === null || y - size * lineHeight < page.margin) {
        current = document.addPage([page.width, page.height])
        y = page.height - page.margin
      }
      y -= size * lineHeight
      current.drawText(part, { x: page.margin + left, y, size, font: face, color })
    }
  }
  return {
    heading: text => write(text, current === null ? sizes.title : sizes.heading, 0, ink),
    line: (text, { isSoft = false } = {}) =>
      write(text, sizes.text, isSoft ? 0 : indent, isSoft ? soft : ink),
    gap: points => {
      y -= points
    },
  }
}

/** Lines no wider than `width`; a word that is wider by itself is broken. */
function wrapped(face: PDFFont, text: string, size: number, width: number): string[] {
  const fits = (line: string) => face.widthOfTextAtSize(line, size) <= width
  const lines: string[] = []
  for (const paragraph of text.split(/\r?\n/)) {
    let line = ''
    for (const word of paragraph
      .replaceAll('\t', ' ')
      .split(' ')
      .flatMap(whole => broken(whole, fits))) {
      const longer = line === '' ? word : `${line} ${word}`
      if (fits(longer)) line = longer
      else {
        lines.push(line)
        line = word
      }
    }
    lines.push(line)
  }
  return lines
}

function broken(word: string, fits: (text: string) => boolean): string[] {
  if (fits(word)) return [word]
  const parts: string[] = []
  let part = ''
  for (const letter of word) {
    if (!fits(part + letter)) {
      parts.push(part)
      part = ''
    }
    part += letter
  }
  return [...parts, part]
}

function numberPages(document: PDFDocument, face: PDFFont, name: string): void {
  const pages = document.getPages()
  for (const [place, sheet] of pages.entries())
    sheet.drawText(`${name} · page ${place + 1} of ${pages.length}`, {
      x: page.margin,
      y: page.margin / 2,
      size: 8,
      font: face,
      color: soft,
    })
}
