import { expect, test } from 'vitest'
import { foldMarks } from './fold-marks.ts'
import { testChannel, testConversation, testInteraction, testMark, testTask } from './testing/test-marks.ts'

test('marks of one conversation become one, which names what any of them named, the first one counting', () => {
  const folded = foldMarks([
    testMark(2),
    testMark(1, { taskSids: [testTask(1)] }),
    testMark(1, {
      interactionSid: testInteraction(1),
      channelSid: testChannel(1),
      taskSids: [testTask(2), testTask(1)],
    }),
    testMark(1, { channelSid: testChannel(2) }),
  ])
  expect(folded).toEqual([
    {
      conversationSid: testConversation(1),
      interactionSid: testInteraction(1),
      channelSid: testChannel(1),
      taskSids: [testTask(1), testTask(2)],
    },
    { conversationSid: testConversation(2), interactionSid: undefined, channelSid: undefined, taskSids: [] },
  ])
})
