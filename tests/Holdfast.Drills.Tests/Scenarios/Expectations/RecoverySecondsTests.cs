using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Tests.Scenarios.Expectations;

public class RecoverySecondsTests() : ExpectationContract(
    new ScenarioExpectation { That = "recovery-seconds", AtMost = "3s" },
    perfect: "0 s",
    broken: "nothing");
