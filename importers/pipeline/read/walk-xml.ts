import { StringDecoder } from 'node:string_decoder'
import { Parser } from 'saxen'
import { UnsafeArchive } from './zip-parts.ts'

/** Called while an XML text is read. Names come without their prefix. */
export type XmlHandlers = {
  open: (name: string, attribute: (name: string) => string | null) => void
  close?: (name: string) => void
  text?: (text: string) => void
}

const pieceBytes = 1024 ** 2

/**
 * Goes through an XML text piece by piece; `isDone` ends it early, and a mere beginning of one has no end to miss. Entities that a document
 * defines itself are never expanded. Throws UnsafeArchive for what is no XML in UTF-8.
 */
export function walkXml(
  bytes: Buffer,
  handlers: XmlHandlers,
  { isDone = () => false, isHead = false }: { isDone?: () => boolean; isHead?: boolean } = {},
): void {
  const parser = new Parser()
    .on('openTag', (name, attributes, decode) => {
      if (!isDone()) handlers.open(localName(name), wanted => attributeOf(attributes(), wanted, decode))
    })
    .on('closeTag', name => {
      if (!isDone()) handlers.close?.(localName(name))
    })
    .on('text', (text, decode) => {
      if (!isDone()) handlers.text?.(text.includes('&') ? decode(text) : text)
    })
    .on('cdata', text => {
      if (!isDone()) handlers.text?.(text)
    })
    .on('error', () => {
      throw new UnsafeArchive('One of its parts is damaged.')
    })
  const decoder = new StringDecoder('utf8')
  for (let at = 0; at < bytes.length && !isDone(); at += pieceBytes) {
    const text = decoder.write(bytes.subarray(at, at + pieceBytes))
    parser.write(at === 0 ? text.replace(/^\ufeff/, '') : text)
  }
  if (!isDone() && !isHead) parser.end()
}

function localName(name: string): string {
  const at = name.indexOf(':')
  return at === -1 ? name : name.slice(at + 1)
}

function attributeOf(
  attributes: Record<string, string>,
  wanted: string,
  decode: (text: string) => string,
): string | null {
  const name = Object.hasOwn(attributes, wanted)
    ? wanted
    : Object.keys(attributes).find(each => localName(each) === wanted)
  return name === undefined ? null : decode(attributes[name] ?? '')
}
