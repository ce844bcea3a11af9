/** A sentence in both languages of the product. */
export interface Sentence {
  readonly 'zh-CN': string
  readonly en: string
}

/** One kind of error that the API answers with: its status, what it is called, and what to do about it. */
export interface ProblemKind {
  readonly status: number
  readonly title: Sentence
  readonly advice: Sentence
  /** Whether the same request may succeed later without a change. */
  readonly transient: boolean
}

const kind = (
  status: number,
  zhTitle: string,
  enTitle: string,
  zhAdvice: string,
  enAdvice: string,
  transient = false,
): ProblemKind => ({
  status,
  title: { 'zh-CN': zhTitle, en: enTitle },
  advice: { 'zh-CN': zhAdvice, en: enAdvice },
  transient,
})

/** Every error code of the API. A code is never renamed: clients and the documentation point to it. */
export const problemKinds = {
  malformed_json: kind(
    400,
    'JSON 不合要求',
    'The JSON cannot be accepted',
    '请按 errors 中列出的位置改正:语法、重复的键、无法精确表示的数、嵌套过深。',
    'Mend the places that errors lists: syntax, keys that occur twice, numbers that are not exact, nesting that is too deep.',
  ),
  empty_body: kind(400, '缺少正文', 'The body is missing', '请发送 JSON 正文。', 'Send a JSON body.'),
  not_utf8: kind(400, '正文不是 UTF-8', 'The body is not UTF-8', '请以 UTF-8 编码发送。', 'Send the body as UTF-8.'),
  bad_cursor: kind(
    400,
    '翻页位置无效',
    'The cursor is not valid',
    '请使用上一页返回的 next,或从第一页开始。',
    'Use the next that the page before gave, or begin at the first page.',
  ),
  not_logged_in: kind(401, '尚未登录', 'Nobody is logged in', '请先登录。', 'Log in first.'),
  wrong_credentials: kind(
    401,
    '账号或密码不对',
    'The account or the password is wrong',
    '请核对后重试。',
    'Check both and try again.',
  ),
  not_allowed: kind(
    403,
    '没有权限',
    'This is not allowed',
    '您的角色不能进行此操作,请联系街道管理员。',
    'Your role may not do this. Ask the street admin.',
  ),
  cross_origin: kind(
    403,
    '请求来自其他网站',
    'The request comes from another site',
    '带有登录状态的修改请求只接受本站发出的。浏览器以外的程序请带上 Origin。',
    'A changing request with a login is only taken from this site. Programs other than browsers send an Origin header.',
  ),
  not_found: kind(404, '没有找到', 'Nothing is found here', '请核对地址。', 'Check the address.'),
  method_not_allowed: kind(
    405,
    '此地址不支持该方法',
    'This address does not take that method',
    '可用的方法见 Allow。',
    'The Allow header names the methods it takes.',
  ),
  exists_with_different_content: kind(
    409,
    '同一编号已有不同内容的记录',
    'A record with this id exists with other content',
    '先收到的记录有效。若其有误,请先撤销,再用新编号登记。',
    'The record that came first stands. If it is wrong, retract it and record the right one under a new id.',
  ),
  already_retracted: kind(
    409,
    '该记录已被撤销',
    'The record is retracted already',
    '无需再次撤销。',
    'There is nothing left to retract.',
  ),
  version_changed: kind(
    412,
    '已有更新的版本',
    'There is a newer version',
    '请取得最新版本,合并修改后重试。',
    'Load the newest version, put your change into it and try again.',
  ),
  body_too_large: kind(413, '正文过大', 'The body is too large', '请分成较小的批次发送。', 'Send it in smaller parts.'),
  unsupported_media_type: kind(
    415,
    '不支持的内容类型',
    'The content type is not supported',
    '请按接口文档设置 Content-Type,不要压缩。',
    'Set the Content-Type that the documentation names, without compression.',
  ),
  invalid_request: kind(
    422,
    '请求的内容不合要求',
    'The request cannot be accepted',
    '请按 errors 中列出的各处改正。',
    'Mend the places that errors lists.',
  ),
  refused: kind(
    422,
    '记录未被接受',
    'The record was refused',
    '请按 errors 中列出的各处改正后重新提交。',
    'Mend the places that errors lists and send it again.',
  ),
  invalid_program: kind(
    422,
    '方案有错误',
    'The program has mistakes',
    '请按 errors 中列出的各处改正。',
    'Mend the places that errors lists.',
  ),
  precondition_required: kind(
    428,
    '缺少 If-Match',
    'If-Match is missing',
    '请在 If-Match 中给出最新版本的 ETag,以免覆盖他人的修改。',
    'Name the ETag of the newest version in If-Match, so that nobody overwrites the work of another.',
  ),
  too_many_attempts: kind(
    429,
    '尝试次数过多',
    'There were too many attempts',
    '请在 Retry-After 之后再试。',
    'Try again after the time in Retry-After.',
    true,
  ),
  internal: kind(
    500,
    '服务器内部错误',
    'The server made a mistake',
    '请把 instance 告诉管理员。',
    'Tell the administrator the instance.',
  ),
  storage_unavailable: kind(
    503,
    '存储暂时不可用',
    'The storage is not available',
    '没有保存任何内容,请稍后重试。',
    'Nothing was stored. Try again later.',
    true,
  ),
  stopping: kind(
    503,
    '服务器正在停止',
    'The server is stopping',
    '没有保存任何内容,请稍后重试。',
    'Nothing was stored. Try again later.',
    true,
  ),
} as const satisfies Record<string, ProblemKind>

/** The code of an error of the API. */
export type ProblemCode = keyof typeof problemKinds

/** One mistake of a request: its code, where it is, and the facts its sentence needs. */
export interface ProblemError {
  readonly code: string
  /** JSON pointer into the body. */
  readonly pointer?: string
  /** Name of a query or path parameter. */
  readonly parameter?: string
  readonly header?: string
  readonly params: Readonly<Record<string, unknown>>
  readonly detail?: string
}

/** A refusal on its way to the client: thrown by use cases and by the reading of requests, answered as problem+json. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly errors: readonly ProblemError[]
  readonly headers: Readonly<Record<string, string>>
  /** Further members of the answer, such as the outcome of a recording. */
  readonly extra: Readonly<Record<string, unknown>>

  constructor(
    code: ProblemCode,
    options: {
      readonly errors?: readonly ProblemError[]
      readonly headers?: Readonly<Record<string, string>>
      readonly extra?: Readonly<Record<string, unknown>>
      readonly cause?: unknown
    } = {},
  ) {
    super(code, { cause: options.cause })
    this.code = code
    this.errors = options.errors ?? []
    this.headers = options.headers ?? {}
    this.extra = options.extra ?? {}
  }
}

/** The languages in which the server speaks. */
export type Language = keyof Sentence

/** Returns the language that an Accept-Language header asks for; Chinese when it says nothing of use. */
export function languageOf(header: string | null | undefined): Language {
  for (const part of (header ?? '').split(',')) {
    const tag = part.split(';')[0]?.trim().toLowerCase() ?? ''
    if (tag.startsWith('zh')) return 'zh-CN'
    if (tag.startsWith('en')) return 'en'
  }
  return 'zh-CN'
}
