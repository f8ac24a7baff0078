/** What a value is, as far as the code around it tells. `collection` is a list or a text, whichever. */
export type Kind = 'number' | 'text' | 'list' | 'collection' | 'mapping' | 'truth' | 'nothing' | 'function'
