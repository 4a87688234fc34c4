/** Names, at the end of Vitest's run, each test that passed only when it was tried once more: it is to be mended. */
export default class NameFlaky {
  /** @param {readonly import("vitest/node").TestModule[]} modules */
  onTestRunEnd(modules) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const flaky = tests.filter((test) => test.diagnostic()?.flaky);
    if (flaky.length > 0) console.log(`\n  ${flaky.length} flaky`);
    for (const { module, fullName } of flaky) console.log(`    ${module.relativeModuleId} › ${fullName}`);
  }
}
