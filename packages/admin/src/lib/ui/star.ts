/** The one drawn star, in a box of 24 × 24; its corners are rounded by a stroke of the same colour. */
export const STAR =
  'M12 2.2L14.67 8.92L21.89 9.39L16.33 14.01L18.11 21.01L12 17.15L5.89 21.01L7.67 14.01L2.11 9.39L9.33 8.92Z'
