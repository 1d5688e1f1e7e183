import { eventually } from '@conversation-transfer/demo'
import { afterEach, describe, expect, test } from 'vitest'
import { ClientScene } from './client-scene.ts'
import { Heard } from './heard.ts'
import { openSync, SYNC_SDKS } from './sync-client.ts'

let scene: ClientScene

afterEach(() => scene.close())

async function open(sdk: (typeof SYNC_SDKS)[number]['sdk']) {
  scene = await ClientScene.open()
  const client = await openSync(scene, sdk)
  const rest = scene.twilio.sync.v1.services('default')
  return { client, rest, heard: new Heard() }
}

const JSON_OF = (value: unknown): string => JSON.stringify(value)

describe.each(SYNC_SDKS)('twilio-sync $version', ({ sdk }) => {
  test('makes, changes and loses documents, and hears who else changes them', async () => {
    const { client, rest, heard } = await open(sdk)
    const document = await client.document('settings')
    document.on('updated', ({ data, isLocal }) => heard.add(`updated ${JSON_OF(data)} ${isLocal}`))
    document.on('removed', ({ isLocal }) => heard.add(`removed ${isLocal}`))
    await document.set({ a: 1 })
    await document.update({ b: 2 })
    expect(document.data).toEqual({ a: 1, b: 2 })
    expect(await rest.documents('settings').fetch()).toMatchObject({ sid: document.sid, data: { a: 1, b: 2 } })
    await rest.documents('settings').update({ data: { remote: true } })
    await heard.waitFor('updated {"remote":true} false')
    await rest.documents('settings').remove()
    await heard.waitFor('removed false')
  })

  test('writes on condition: of many changes at once none is lost', async () => {
    const { client } = await open(sdk)
    const other = await openSync(scene, sdk, { worker: 'bob' })
    const [mine, theirs] = [await client.document('count'), await other.document('count')]
    const add = (data: unknown): Record<string, unknown> => ({ n: ((data as { n?: number }).n ?? 0) + 1 })
    await Promise.all([mine, theirs, mine, theirs, mine].map((document) => document.mutate(add)))
    const stored = await scene.twilio.sync.v1.services('default').documents('count').fetch()
    expect(stored.data).toEqual({ n: 5 })
  })

  test('puts, changes and takes items of maps', async () => {
    const { client, rest, heard } = await open(sdk)
    const map = await client.map('people')
    map.on('itemAdded', ({ item, isLocal }) => heard.add(`added ${item.key} ${isLocal}`))
    map.on('itemUpdated', ({ item, isLocal }) => heard.add(`updated ${item.key} ${JSON_OF(item.data)} ${isLocal}`))
    map.on('itemRemoved', ({ key, isLocal }) => heard.add(`removed ${key} ${isLocal}`))
    await map.set('alice', { level: 1 })
    await map.update('alice', { name: 'Alice' })
    await map.mutate('bob', () => ({ level: 9 }))
    expect((await map.get('alice')).data).toEqual({ level: 1, name: 'Alice' })
    await rest.syncMaps('people').syncMapItems.create({ key: 'guest', data: {} })
    await heard.waitFor('added guest false')
    await rest
      .syncMaps('people')
      .syncMapItems('bob')
      .update({ data: { level: 2 } })
    await heard.waitFor('updated bob {"level":2} false')
    await map.remove('alice')
    await expect(map.get('alice')).rejects.toMatchObject({ status: 404 })
    await rest.syncMaps('people').syncMapItems('bob').remove()
    await heard.waitFor('removed bob false')
  })

  test('pushes to lists, and reads them page by page in both directions', async () => {
    const { client, rest } = await open(sdk)
    const list = await client.list('log')
    for (let count = 0; count < 25; count++) {
      if (count % 2 === 0) await list.push({ count })
      else await rest.syncLists('log').syncListItems.create({ data: { count } })
    }
    const indexes = async (order: 'asc' | 'desc'): Promise<number[]> => {
      const all: number[] = []
      let page = await list.getItems({ order, pageSize: 10 })
      for (;;) {
        all.push(...page.items.map(({ index }) => index))
        if (!page.hasNextPage) return all
        page = await page.nextPage()
      }
    }
    const ascending = Array.from({ length: 25 }, (_value, index) => index)
    expect(await indexes('asc')).toEqual(ascending)
    expect(await indexes('desc')).toEqual(ascending.toReversed())
    await list.update(3, { seen: true })
    expect((await list.get(3)).data).toEqual({ count: 3, seen: true })
    await list.remove(3)
    expect(await rest.syncLists('log').syncListItems.list()).toHaveLength(24)
  })

  test('is told what it missed while its connection was broken', async () => {
    const { client, rest, heard } = await open(sdk)
    const document = await client.document('news')
    const map = await client.map('board')
    document.on('updated', ({ data }) => heard.add(`document ${JSON_OF(data)}`))
    map.on('itemAdded', ({ item }) => heard.add(`added ${item.key}`))
    await rest.documents('news').update({ data: { before: true } })
    await heard.waitFor('document {"before":true}')
    scene.cut()
    await rest.documents('news').update({ data: { missed: true } })
    await rest.syncMaps('board').syncMapItems.create({ key: 'missed', data: {} })
    await heard.waitFor('document {"missed":true}')
    await heard.waitFor('added missed')
    expect(heard.count('document {"missed":true}')).toBe(1)
  })

  test('asks TaskRouter’s indexes once, and keeps asking', async () => {
    const { client, heard } = await open(sdk)
    const results: string[][] = []
    const query = await client.instantQuery('tr-worker')
    query.on('searchResult', (items) => results.push(namesIn(items)))
    await query.search('data.friendly_name == "alice"')
    await query.search('data.friendly_name CONTAINS "ALI" or data.friendly_name IN ["bob"]')
    await eventually('two results', () => Promise.resolve(results.length === 2 ? true : undefined))
    expect(results).toEqual([['alice'], ['alice', 'bob']])
    await expect(query.search('data.friendly_name = alice')).rejects.toMatchObject({ status: 400, code: 54_507 })

    const live = await client.liveQuery('tr-worker', 'data.activity_name == "Available"')
    live.on('itemUpdated', ({ key }) => heard.add(`updated ${nameOf(key)}`))
    live.on('itemRemoved', ({ key }) => heard.add(`removed ${nameOf(key)}`))
    const workers = scene.twilio.taskrouter.v1.workspaces(scene.emulator.contactCenter.workspaceSid).workers
    const move = (name: string, activity: string): Promise<unknown> => {
      const found = scene.emulator.contactCenter.activities.find((candidate) => candidate.name === activity)
      return workers(scene.workerSid(name)).update({ activitySid: found?.sid ?? '' })
    }
    expect(namesIn(live.getItems())).toContain('alice')
    await move('bob', 'Offline')
    await heard.waitFor('removed bob')
    await move('alice', 'Offline')
    await heard.waitFor('removed alice')
    const before = heard.lines.length
    scene.cut()
    await move('alice', 'Available')
    await heard.waitFor('updated alice', before)
  })

  test('opens the account’s objects to staff only', async () => {
    const { rest } = await open(sdk)
    await rest.documents.create({ uniqueName: 'internal', data: { secret: true } })
    const guest = await openSync(scene, sdk, { guest: 'customer' })
    await expect(guest.document('internal')).rejects.toMatchObject({ status: 403 })
    await expect(guest.document('new')).rejects.toMatchObject({ status: 403 })
    await expect(guest.liveQuery('tr-worker', '')).rejects.toMatchObject({ status: 403 })
  })
})

function namesIn(items: object): string[] {
  return Object.keys(items).map(nameOf).sort()
}

function nameOf(sid: string): string {
  return scene.emulator.contactCenter.workers.find((worker) => worker.sid === sid)?.name ?? sid
}
