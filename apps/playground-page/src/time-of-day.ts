const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hour12: false })
const TIME_WITH_SECONDS = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
})

/** `14:05`, of the browser's time zone. */
export function timeOfDay(iso: string): string {
  return TIME.format(new Date(iso))
}

/** `14:05:09`. */
export function timeOfDayWithSeconds(iso: string): string {
  return TIME_WITH_SECONDS.format(new Date(iso))
}
