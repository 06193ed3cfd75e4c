// The types of `shell-variables.js`.

/** The names of the variables that this process has set aside. */
export declare const setAside: readonly string[];
