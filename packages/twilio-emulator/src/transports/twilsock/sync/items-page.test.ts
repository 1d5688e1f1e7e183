import { expect, test } from 'vitest'
import { itemsPage } from './items-page.ts'
import type { EntityItem } from './entity.ts'

function items(keys: readonly (string | number)[]): EntityItem[] {
  const rest = { data: {}, revision: '0', createdAtMs: 0, updatedAtMs: 0, expiresAtMs: undefined }
  return keys.map((key) => ({ key, ...rest }))
}

const numbers = items([0, 1, 2, 5, 6, 7, 10])

function page(rows: readonly EntityItem[], query: Readonly<Record<string, string>>) {
  const { items: shown, previousToken, nextToken } = itemsPage(rows, new URLSearchParams(query))
  return { keys: shown.map(({ key }) => key), previousToken, nextToken }
}

test('a page begins with the item that is named, or the first after it', () => {
  expect(page(numbers, { From: '5', PageSize: '2' }).keys).toEqual([5, 6])
  expect(page(numbers, { From: '3', PageSize: '2' }).keys).toEqual([5, 6])
  expect(page(numbers, { From: '3', PageSize: '2', Order: 'desc' }).keys).toEqual([2, 1])
  expect(page(items(['a', 'b', 'c']), { From: 'b' }).keys).toEqual(['b', 'c'])
})

test('a page says whether there is more before and after it', () => {
  expect(page(numbers, {})).toEqual({ keys: [0, 1, 2, 5, 6, 7, 10], previousToken: null, nextToken: null })
  const first = page(numbers, { PageSize: '3' })
  expect(first).toMatchObject({ keys: [0, 1, 2], previousToken: null })
  const second = page(numbers, { PageToken: first.nextToken ?? '' })
  expect(second.keys).toEqual([5, 6, 7])
  expect(page(numbers, { PageToken: second.previousToken ?? '' }).keys).toEqual([0, 1, 2])
  expect(page(numbers, { PageToken: second.nextToken ?? '' })).toMatchObject({ keys: [10], nextToken: null })
})

test('there are pages of nothing, and of no more than a hundred', () => {
  expect(page([], {})).toEqual({ keys: [], previousToken: null, nextToken: null })
  expect(page(numbers, { From: '11' })).toMatchObject({ keys: [], nextToken: null })
  const many = items(Array.from({ length: 150 }, (_value, index) => index))
  expect(page(many, { PageSize: '1000' }).keys).toHaveLength(100)
  expect(page(many, { PageSize: 'x', PageToken: 'y' }).keys).toHaveLength(50)
})
