import type { LinkState } from '../../db/contacts/contact-state.ts'
import type { Writing } from '../../db/contacts/insert-row.ts'
import { insertRow } from '../../db/contacts/insert-row.ts'
import { systemOf } from '../../db/contacts/raised-lock.ts'
import { newId } from '../../db/ids.ts'
import { nameKey } from '../../db/normalise/name.ts'
import { type NamedTag, readTags } from '../../db/queries/tags.ts'
import type { ProductRecord } from '../formats/format.ts'
import type { Batch, PlanField } from './batch.ts'

type Product = { id: string; name: string; offerId: string | null }

/** Products and tags by what files call them, kept in memory for one batch. */
export type Catalogue = {
  productsByOffer: Map<string, Product>
  productsByName: Map<string, Product>
  /** Also by the names of tags that were merged into them. */
  tagsByName: Map<string, NamedTag>
  /** Names with a comma in them, longest first: a cell is searched for these before it is split. */
  namesWithComma: { tags: string[]; products: string[] }
}

export function readCatalogue(w: Writing): Catalogue {
  const products = w.db.all<{
    id: string
    name: string
    normalized_name: string
    kajabi_offer_id: string | null
  }>('SELECT id, name, normalized_name, kajabi_offer_id FROM products WHERE deleted_at IS NULL ORDER BY id')
  const tags = readTags(w.db)
  const catalogue: Catalogue = {
    productsByOffer: new Map(),
    productsByName: new Map(),
    tagsByName: tags,
    namesWithComma: {
      tags: namesWithComma([...tags.keys()]),
      products: namesWithComma(products.map(p => p.name)),
    },
  }
  for (const p of products) rememberProduct(catalogue, { id: p.id, name: p.name, offerId: p.kajabi_offer_id })
  return catalogue
}

function namesWithComma(names: string[]): string[] {
  return names.filter(n => n.includes(',')).sort((a, b) => b.length - a.length)
}

function rememberProduct(catalogue: Catalogue, product: Product): void {
  const key = productKey(product.name)
  if (product.offerId) catalogue.productsByOffer.set(product.offerId, product)
  if (!catalogue.productsByName.has(key)) catalogue.productsByName.set(key, product)
}

/** What products are found by when there is no offer id. */
function productKey(name: string): string {
  return nameKey(name)
}

const productTypes = [
  ['membership', /member/i],
  ['donation', /donat|gift|tithe/i],
  ['rental', /rental|venue/i],
  ['workshop', /workshop|intensive|retreat/i],
  ['course', /course|teaching|series|class|training/i],
  ['event', /circle|concert|ceremony|meditation|event|moon/i],
] as const

function productTypeOf(name: string): string {
  return productTypes.find(([, pattern]) => pattern.test(name))?.[0] ?? 'other'
}

/** By offer id, then by normalised name (which then gets the offer id), else created. */
export function findOrCreateProduct(batch: Batch, catalogue: Catalogue, record: ProductRecord): Product {
  const { w } = batch
  const byOffer = record.offerId ? catalogue.productsByOffer.get(record.offerId) : undefined
  if (byOffer) return byOffer
  const byName = catalogue.productsByName.get(productKey(record.name))
  if (byName && (byName.offerId === null || record.offerId === null)) {
    if (record.offerId) {
      w.db.run('UPDATE products SET kajabi_offer_id = ?, updated_at = ?, updated_by = ? WHERE id = ?', [
        record.offerId,
        w.at,
        w.who,
        byName.id,
      ])
      byName.offerId = record.offerId
      rememberProduct(catalogue, byName)
    }
    return byName
  }
  const product: Product = { id: newId(), name: record.name, offerId: record.offerId }
  w.db.run(
    `INSERT INTO products (id, name, normalized_name, product_type, kajabi_offer_id, created_at, updated_at, updated_by, created_group)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      product.id,
      product.name,
      productKey(product.name),
      productTypeOf(product.name),
      product.offerId,
      w.at,
      w.at,
      w.who,
      w.seq,
    ],
  )
  batch.productsCreated++
  rememberProduct(catalogue, product)
  return product
}

/** Names in one cell: known names with a comma first, then split at commas; each once, whatever its case. */
function splitNames(cell: string, known: readonly string[]): string[] {
  const found: string[] = []
  let rest = cell
  for (const name of known) {
    const at = rest.toLowerCase().indexOf(name.toLowerCase())
    if (at < 0) continue
    found.push(name)
    rest = `${rest.slice(0, at)}${rest.slice(at + name.length)}`
  }
  const names = new Map<string, string>()
  for (const part of [...found, ...rest.split(',')]) {
    const name = found.includes(part) ? part : part.trim()
    if (name && !names.has(name.toLowerCase())) names.set(name.toLowerCase(), name)
  }
  return [...names.values()]
}

function findOrCreateTag({ w }: Batch, { tagsByName }: Catalogue, name: string): NamedTag {
  const known = tagsByName.get(name.toLowerCase())
  if (known) return known
  const tag = { id: newId(), name }
  insertRow(w, 'tags', ['id', 'name'], [tag.id, name])
  tagsByName.set(name.toLowerCase(), tag)
  return tag
}

const linkTables = {
  tags: { table: 'contact_tags', target: 'tag_id' },
  products: { table: 'contact_products', target: 'product_id' },
} as const

type LinkKind = keyof typeof linkTables
type LinkChange = {
  batch: Batch
  catalogue: Catalogue
  contactId: string
  links: LinkState[]
  /** A new contact has no removed links to bring back. */
  isNew: boolean
}

/**
 * Makes a contact's tags or products the set its source says: adds what is new but for what a person took off, takes away only what this source
 * had put there. Changes `links` along with the tables; returns what changed, and what was kept off.
 */
export function syncLinks(change: LinkChange, kind: LinkKind, cell: string | readonly string[]): PlanField[] {
  const { batch, catalogue, contactId, links } = change
  const { w } = batch
  const { table, target } = linkTables[kind]
  const source = systemOf(batch.format.provenance)
  const wanted = new Map<string, string>()
  const names = typeof cell === 'string' ? splitNames(cell, catalogue.namesWithComma[kind]) : cell
  for (const name of names) {
    const named =
      kind === 'tags'
        ? findOrCreateTag(batch, catalogue, name)
        : findOrCreateProduct(batch, catalogue, { offerId: null, name })
    wanted.set(named.id, named.name)
  }
  const bringBack = `UPDATE ${table} SET deleted_at = NULL, source_system = ?, updated_at = ?, updated_by = ?
    WHERE contact_id = ? AND ${target} = ?`
  const changed: PlanField[] = []
  for (const [targetId, name] of wanted) {
    if (links.some(l => l.targetId === targetId)) continue
    if (!change.isNew && wasTakenOff(change, kind, targetId)) {
      batch.protectedFields++
      changed.push(linkField(kind, 'keep', name, 'A person took it off.'))
      continue
    }
    const isBack =
      !change.isNew && w.db.run(bringBack, [source, w.at, w.who, contactId, targetId]).changes > 0
    if (!isBack)
      insertRow(
        w,
        table,
        ['id', 'contact_id', target, 'source_system'],
        [newId(), contactId, targetId, source],
      )
    links.push({ targetId, source })
    changed.push(linkField(kind, 'add', name, 'The source lists it.'))
  }
  for (const link of links.filter(l => l.source === source && !wanted.has(l.targetId))) {
    w.db.run(
      `UPDATE ${table} SET deleted_at = ?, updated_at = ?, updated_by = ? WHERE contact_id = ? AND ${target} = ?`,
      [w.at, w.at, w.who, contactId, link.targetId],
    )
    links.splice(links.indexOf(link), 1)
    const name = nameOfTarget(w, kind, link.targetId)
    changed.push(linkField(kind, 'remove', name, 'The source put it there and no longer lists it.'))
  }
  return changed
}

/** A removed link keeps whose word that was. */
function wasTakenOff({ batch, contactId }: LinkChange, kind: LinkKind, targetId: string): boolean {
  const { table, target } = linkTables[kind]
  return (
    batch.w.db.get(
      `SELECT 1 FROM ${table} WHERE contact_id = ? AND ${target} = ? AND deleted_at IS NOT NULL AND source_system = 'staff'`,
      [contactId, targetId],
    ) !== undefined
  )
}

function nameOfTarget(w: Writing, kind: LinkKind, targetId: string): string {
  return w.db.get<{ name: string }>(`SELECT name FROM ${kind} WHERE id = ?`, [targetId])?.name ?? ''
}

function linkField(kind: LinkKind, action: 'add' | 'remove' | 'keep', name: string, why: string): PlanField {
  return {
    table: linkTables[kind].table,
    field: kind === 'tags' ? 'tag' : 'product',
    current: action === 'remove' ? name : null,
    incoming: action === 'remove' ? null : name,
    action,
    why,
  }
}
