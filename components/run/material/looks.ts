/** As high as the window leaves room for under the head of a run and over the bar to sign: a picture is seen whole at once. */
export const pictureRoom = "max(15rem, min(44rem, 100dvh - 24rem))";
export const pictureHeight = "max-h-[max(15rem,min(44rem,100dvh-24rem))]";
