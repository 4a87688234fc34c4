export const confirm = {
  title: "Is it still you?",
  hint: "This may cost much. Give your password, and the decision goes on.",
  hintWithCode:
    "This may cost much. Give your password or a code of your authenticator, and the decision goes on.",
  hintElsewhere:
    "This may cost much. Sign in anew where you signed in, and decide again: the page comes back as it is, what you typed does not.",
  elsewhere: "Sign in anew",
  either: "Password or code",
  cancel: "Do not decide",
  submit: "It is me",
};
