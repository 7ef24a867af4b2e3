using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Tests.Scenarios.Expectations;

public class SecondsBelow95Tests() : ExpectationContract(
    new ScenarioExpectation { That = "seconds-below-95", AtMost = "2" },
    perfect: "0",
    broken: "10");
