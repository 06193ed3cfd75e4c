// What a command ends with whose output nobody reads any more: as if SIGPIPE had ended it.

export const outputGone = 128 + 13;
