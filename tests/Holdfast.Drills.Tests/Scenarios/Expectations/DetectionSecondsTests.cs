using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Tests.Scenarios.Expectations;

public class DetectionSecondsTests() : ExpectationContract(
    new ScenarioExpectation { That = "detection-seconds", AtMost = "2s" },
    perfect: "0.5 s",
    broken: "nothing");
