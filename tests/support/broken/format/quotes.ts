export const name = "double"
