/** How long a password is, in characters. */
export const passwordLimits = { min: 10, max: 128 } as const;
