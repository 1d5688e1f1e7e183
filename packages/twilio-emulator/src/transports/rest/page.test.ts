import { expect, test } from 'vitest'
import { createTaskrouterClient } from '../../testing/taskrouter-client.ts'

test.each(['next', '-1', '1.5', '', '1e3'])(
  "a list whose Page is '%s' is refused, and not answered with a page of that name",
  async (page) => {
    const { status, body } = await createTaskrouterClient().get(`/Workers?Page=${page}`)
    expect({ status, code: body['code'] }).toEqual({ status: 400, code: 20001 })
  },
)

test('a list says which page it is', async () => {
  const { body } = await createTaskrouterClient().get('/Workers?Page=3&PageSize=2')
  expect(body['meta']).toMatchObject({ page: 3, page_size: 2 })
})
