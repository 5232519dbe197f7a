import { crc32, deflateRawSync } from 'node:zlib'

/** A part of an archive for a test; `declared` is a size it only pretends to have. */
export type TestPart = { name: string; content: string | Buffer; declared?: number; isStored?: boolean }

/** A ZIP archive with these parts, as tests need it: also one that lies about its sizes. */
export function writeZip(parts: readonly TestPart[]): Buffer {
  const locals: Buffer[] = []
  const entries: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const content = Buffer.from(part.content)
    const packed = part.isStored ? content : deflateRawSync(content)
    const name = Buffer.from(part.name)
    const about = Buffer.alloc(26)
    about.writeUInt16LE(20, 0)
    about.writeUInt16LE(part.isStored ? 0 : 8, 4)
    about.writeUInt32LE(crc32(content), 10)
    about.writeUInt32LE(packed.length, 14)
    about.writeUInt32LE(part.declared ?? content.length, 18)
    about.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), about, name, packed])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    entries.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), about, place, name]))
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06'), end])
}

/** A cell as text goes to the shared strings; a number is one; the rest is XML of a `c` element's inside and attributes. */
export type TestCell = string | number | null | { attributes?: string; inside: string }

export type TestSheet = { name: string; rows: readonly (readonly TestCell[])[] }

/** The parts of an Excel workbook with these sheets. Style 1 is a day, 2 a moment, 3 dollars. */
export function workbookParts(sheets: readonly TestSheet[], options: { is1904?: boolean } = {}): TestPart[] {
  /** Each text once, as Excel does. */
  const shared = new Map<string, number>()
  const sheetParts = sheets.map(({ rows }, index) => ({
    name: `xl/worksheets/sheet${index + 1}.xml`,
    content: `<worksheet><sheetData>${rows.map((cells, row) => rowXml(cells, row + 1, shared)).join('')}</sheetData></worksheet>`,
  }))
  const ids = sheets.map(
    (sheet, index) => `<sheet name="${sheet.name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  )
  const links = sheets.map(
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="http://x/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  )
  return [
    { name: '[Content_Types].xml', content: '<Types/>' },
    {
      name: 'xl/workbook.xml',
      content: `<workbook><workbookPr${options.is1904 ? ' date1904="1"' : ''}/><sheets>${ids.join('')}</sheets></workbook>`,
    },
    { name: 'xl/_rels/workbook.xml.rels', content: `<Relationships>${links.join('')}</Relationships>` },
    {
      name: 'xl/styles.xml',
      content:
        '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm"/><numFmt numFmtId="165" formatCode="[Red]&quot;USD&quot; #,##0.00"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>',
    },
    ...sheetParts,
    {
      name: 'xl/sharedStrings.xml',
      content: `<sst>${[...shared.keys()].map(text => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
    },
  ]
}

function rowXml(cells: readonly TestCell[], row: number, shared: Map<string, number>): string {
  if (cells.length === 0) return ''
  return `<row r="${row}">${cells.map((cell, column) => cellXml(cell, `${letter(column)}${row}`, shared)).join('')}</row>`
}

function cellXml(cell: TestCell, reference: string, shared: Map<string, number>): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`
  if (typeof cell === 'string') {
    const place = shared.get(cell) ?? shared.size
    shared.set(cell, place)
    return `<c r="${reference}" t="s"><v>${place}</v></c>`
  }
  return `<c r="${reference}" ${cell.attributes ?? ''}>${cell.inside}</c>`
}

function letter(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : letter(Math.floor(column / 26) - 1) + last
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
