/** What was seen does not decide a question; the message says why, in a sentence. */
export class Unanswerable extends Error {
  override readonly name = 'Unanswerable'
}
