using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Tests.Scenarios.Expectations;

public class ClassP99Tests() : ExpectationContract(
    new ScenarioExpectation { That = "class-p99", AtMost = "50ms", Class = "critical" },
    perfect: "10.2 ms",
    broken: "394.3 ms");
