// Styles and pictures as modules; committed, unlike next-env.d.ts, so that types check without a build.
/// <reference types="next" />
/// <reference types="next/image-types/global" />
