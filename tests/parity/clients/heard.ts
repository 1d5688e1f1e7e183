import { eventually } from '@conversation-transfer/demo'

/** What a client has told its page, event by event, as lines such as `messageAdded hello`. */
export class Heard {
  readonly lines: string[] = []

  add(line: string): void {
    this.lines.push(line)
  }

  /** Waits until the line is there, at or after `from`. */
  async waitFor(line: string, from = 0): Promise<void> {
    await eventually(`${line}, having heard\n${this.lines.join('\n')}`, () => {
      return Promise.resolve(this.lines.slice(from).includes(line) ? true : undefined)
    })
  }

  count(line: string): number {
    return this.lines.filter((candidate) => candidate === line).length
  }
}
