/** Headers for answers that are data: nothing in them may run, be framed or be kept by a shared cache. */
export const dataHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}

/** Headers for the documentation pages: the same, with one style sheet of our own. */
export const pageHeaders: Readonly<Record<string, string>> = {
  ...dataHeaders,
  'content-security-policy': `${dataHeaders['content-security-policy']}; style-src 'self'`,
}

/** The header by which browsers never ask for this host without encryption again. */
export const strictTransport = 'max-age=31536000; includeSubDomains'
