/** @jsxRuntime automatic @jsxImportSource hono/jsx */

/** The one thing that strangers see. */
export function Login({ next, isWrong }: { readonly next: string; readonly isWrong: boolean }) {
  return (
    <article class="login">
      <img src="/assets/icon.svg" alt="" width="48" height="48" />
      <h1>Conversation transfer</h1>
      <p>This page is for the operators of this backend.</p>
      <form method="post" action="/login">
        <input type="hidden" name="next" value={next} />
        <label>
          Access token
          <input
            type="password"
            name="token"
            autocomplete="current-password"
            required
            autofocus
            aria-invalid={isWrong ? 'true' : undefined}
            aria-describedby={isWrong ? 'wrong' : undefined}
          />
        </label>
        {isWrong && (
          <p id="wrong" class="wrong" role="alert">
            That is not the token.
          </p>
        )}
        <button type="submit">Log in</button>
      </form>
      <small>The token is what ACCESS_TOKEN is set to where the backend runs.</small>
    </article>
  )
}
