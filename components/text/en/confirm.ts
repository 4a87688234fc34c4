export const confirm = {
  title: "Is it still you?",
  hint: "This may cost much. Give your password, and the decision goes on.",
  hintWithCode:
    "This may cost much. Give your password or a code of your authenticator, and the decision goes on.",
  either: "Password or code",
  cancel: "Do not decide",
  submit: "It is me",
};
